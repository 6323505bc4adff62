// The client's promise. Everything that is not named here may change.
export { Kaizen } from "./kaizen.ts";
export type { SessionOptions } from "./session-options.ts";
export type { KaizenStatus } from "./status.ts";
export type { KaizenSession } from "./session.ts";
export type { ToolResult } from "./observation-input.ts";
export type { GuardOptions } from "./guard.ts";
export type { KaizenOptions } from "./options.ts";
export type { DeclarationInput, ShortDeclaration } from "./declaration-input.ts";
export { openPrivateFolder } from "./state-folder.ts";
export type { OpenedFolder } from "./state-folder.ts";
export { isKaizenBlocked, KaizenBlocked } from "./blocked.ts";
export { isKaizenError, KaizenError } from "./error.ts";
export type { KaizenErrorCode } from "./error.ts";
