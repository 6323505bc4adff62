// Who writes a spool file, in a form that tells a dead process from a living one with the same number.
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";

/** `space`: hash of boot and process namespace, `0` where there is none; `start`: kernel's start time of the process. */
export interface Owner {
  readonly space: string;
  readonly pid: number;
  readonly start: string;
}

/** `unknown`: another machine, boot or container, or a system that does not tell start times. */
export type OwnerState = "alive" | "dead" | "unknown";

export function thisProcess(): Owner {
  const space = processSpace();
  return { space, pid: process.pid, start: (space === "0" ? undefined : readProcess(process.pid)?.start) ?? "0" };
}

export function ownerText({ space, pid, start }: Owner): string {
  return `${space}-${pid}-${start}`;
}

export function parseOwner(text: string): Owner | undefined {
  const [, space, pid, start] = /^([0-9a-f]{1,16})-(\d{1,10})-(\d{1,24})$/.exec(text) ?? [];
  return space === undefined || pid === undefined || start === undefined ? undefined : { space, pid: Number(pid), start };
}

export function ownerState(owner: Owner, here: Owner): OwnerState {
  if (owner.space !== here.space) return "unknown";
  if (owner.space === "0") return isRunning(owner.pid) ? "unknown" : "dead";
  const found = readProcess(owner.pid);
  // A zombie has ended and only waits for its parent to notice.
  return found !== undefined && found.start === owner.start && found.state !== "Z" && found.state !== "X" ? "alive" : "dead";
}

function processSpace(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const names = readlinkSync("/proc/self/ns/pid");
    return readProcess(process.pid) === undefined ? "0" : createHash("sha256").update(`${boot}\n${names}`).digest("hex").slice(0, 12);
  } catch {
    return "0";
  }
}

/** State letter and start time: fields 3 and 22, counted behind the command name, which may hold spaces and brackets. */
function readProcess(pid: number): { readonly state: string; readonly start: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, start] = [fields[0], fields[19]];
    return state === undefined || start === undefined ? undefined : { state, start };
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
