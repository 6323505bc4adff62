// An object with one member, or with none where the value is not known: an absent member and `undefined` differ.
export function defined<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
}
