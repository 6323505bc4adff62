// What a session is called and whom it serves, where that differs from the client.
export interface SessionOptions {
  readonly id?: string;
  readonly parent?: string;
  readonly role?: string;
  readonly user?: string;
}
