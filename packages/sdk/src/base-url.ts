// Checks where the key may go.
import { KaizenError } from "./error.ts";

/** Throws `KaizenError` for anything but `https://host[/path]`, or `http://` to this machine. The answer ends in `/`. */
export function parseBaseUrl(text: string, allowPlainHttp: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) throw new KaizenError("bad-option", `expected baseUrl like https://kaizen.example; got ${JSON.stringify(text.slice(0, 120))}`);
  if (url.username !== "" || url.password !== "") throw new KaizenError("bad-option", "expected baseUrl without user name and password");
  if (url.search !== "" || url.hash !== "") throw new KaizenError("bad-option", "expected baseUrl without query and fragment");
  // SECURITY: over plain HTTP to another machine anyone on the way reads the key and can answer in the observer's place.
  if (url.protocol === "http:" && !allowPlainHttp && !isLoopback(url.hostname)) {
    throw new KaizenError("bad-option", `expected https:// for a host that is not this machine; got http://${url.host} (write allowPlainHttp: true if the way there is trusted)`);
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** The URL parser has already brought integer, octal and short addresses into their normal form. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
