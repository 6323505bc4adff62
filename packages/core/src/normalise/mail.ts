// Recognises a value that is a mail address or a list of them.
import { withoutInvisible } from "./fold-text.ts";

const ADDRESS = /^[^\s<>()[\]",;:@\\/]{1,64}@[^\s<>()[\]",;:@\\/?#]{1,253}$/;

/**
 * The addresses of a text that is nothing but addresses: `a@x.test`, `a@x.test, b@y.test`, `Name <a@x.test>`, `mailto:a@x.test?cc=…`.
 * Undefined for anything else. At most 256.
 */
export function mailAddresses(text: string): string[] | undefined {
  if (text.length > 16_384) return undefined;
  const plain = withoutInvisible(text).replace(/\uff20/g, "@");
  const isLink = /^mailto:/i.test(plain);
  // BOUNDED: the text has at most 16,384 characters, and the first match goes to its end.
  const items = (isLink ? plain.slice(7).replace(/\?(?:cc|bcc|to)=|&(?:cc|bcc|to)=/gi, ",").replace(/[?&].*$/s, "").replace(/%40/g, "@").replace(/%2c/gi, ",") : plain).split(/[,;\n]/, 256);
  const addresses: string[] = [];
  for (const item of items) {
    const entry = item.trim();
    if (entry === "") continue;
    const open = entry.lastIndexOf("<");
    const address = open >= 0 && entry.endsWith(">") ? entry.slice(open + 1, -1).trim() : entry;
    if (!ADDRESS.test(address)) {
      // A comma inside a display name: `"Doe, Ann" <ann@x.test>`.
      if (entry.includes("@") || addresses.length + 1 >= items.length) return undefined;
      continue;
    }
    addresses.push(address);
  }
  return addresses.length === 0 ? undefined : addresses;
}
