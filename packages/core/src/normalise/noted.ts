// What names the other end of a connection beside its target: a Host header, the server name of TLS, the addresses a name had.

export type NotedPlace = "header" | "resolved";

/** Keys of an action's metadata that attachments fill when they see a connection being made. */
export const NOTED: ReadonlyMap<string, NotedPlace> = new Map([
  ["sni", "header"],
  ["server_name", "header"],
  ["host_header", "header"],
  ["authority", "header"],
  ["address", "resolved"],
  ["addresses", "resolved"],
  ["resolved", "resolved"],
  ["remote_address", "resolved"],
]);

/** Whether a pointer into the arguments is that of a header which names the host that a request is for. */
export function isHostHeader(key: string, at: string): boolean {
  return key.length <= 10 && /^(?:host|:authority)$/i.test(key) && /\/headers\/[^/]*$/i.test(at);
}

/** Of a pointer below `/metadata`. */
export function notedPlace(at: string): NotedPlace | undefined {
  return at.startsWith("/metadata/") ? NOTED.get(at.split("/", 3)[2] ?? "") : undefined;
}
