// Takes out of a text what follows ? or # in anything that may be an address: tokens stand there that no recogniser knows.

const SEPARATOR = /[?#]|%(?:25)*(?:3f|23)/i;

/** Word by word: everything from the first ? on that something follows, and from the first # on in what may be an address, becomes `…`; also percent-encoded. */
export function cutQueries(text: string): string {
  return text
    .split(/(\s)/)
    .map((word) => {
      const found = SEPARATOR.exec(word);
      if (found === null) return word;
      const [before, after] = [word.slice(0, found.index), word.slice(found.index + found[0].length)];
      const isQuery = found[0] !== "#" || /[./:@=%?]/.test(before) || /[=&%/:?]/.test(after);
      return isQuery && after !== "" ? `${before}…` : word;
    })
    .join("");
}
