// Turns a kebab-case name into the name of a value.

export function camelCase(name) {
  return name.replaceAll(/-([a-z0-9])/gu, (_, letter) => letter.toUpperCase());
}
