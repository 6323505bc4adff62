// Wraps a tool: what it is about to do is inspected, what it returned is observed. Sync stays sync, async stays async.
import type { Action, ActionKind, Observation, Verdict } from "@kaizen/core";
import { KaizenBlocked } from "./blocked.ts";
import { KaizenError } from "./error.ts";

export interface GuardOptions<A extends unknown[]> {
  /** Default: the function's name. */
  readonly tool?: string;
  /** Default `tool_call`. */
  readonly kind?: ActionKind;
  readonly target?: string | ((...args: A) => string);
}

/** Who inspects and observes. */
export interface Guardian {
  inspect(action: Action): Verdict;
  observe(observation: Observation): void;
}

/** Throws `KaizenError` (`bad-guard`) when there is no function or no name for it. */
export function guarded<A extends unknown[], R>(fn: (...args: A) => R, options: GuardOptions<A>, guardian: () => Guardian): (...args: A) => R {
  if (typeof fn !== "function") throw new KaizenError("bad-guard", `expected a function to guard; got ${typeof fn}`);
  const tool = options.tool ?? fn.name;
  if (tool === "") throw new KaizenError("bad-guard", "expected a tool name for a function without one; write guard(fn, { tool: \"name\" })");
  const isAsync = Object.prototype.toString.call(fn) === "[object AsyncFunction]";
  const guard = function (this: unknown, ...args: A): R {
    const watcher = guardian();
    const target = typeof options.target === "function" ? options.target(...args) : options.target;
    const verdict = watcher.inspect({ kind: options.kind ?? "tool_call", tool, arguments: args.length === 1 ? args[0] : args, ...(target === undefined ? {} : { target }) });
    if (verdict.action !== "proceed") {
      const blocked = new KaizenBlocked(verdict, verdict.action === "hold" ? " (nobody can approve it in this version, so it did not run)" : "");
      // An async function never throws at the call: who guards one handles a rejection.
      if (isAsync) return Promise.reject(blocked) as R;
      throw blocked;
    }
    return run(watcher, tool, () => fn.apply(this, args));
  };
  return Object.defineProperties(guard, { name: { value: fn.name }, length: { value: fn.length } });
}

function run<R>(guardian: Guardian, tool: string, call: () => R): R {
  let result: R;
  try {
    result = call();
  } catch (error) {
    guardian.observe(failed(tool, error));
    throw error;
  }
  if (!isPromise(result)) {
    guardian.observe({ kind: "result", tool, content: result });
    return result;
  }
  // The caller gets a promise that settles as the tool's own does, once the result has been observed.
  return result.then(
    (content: unknown) => {
      guardian.observe({ kind: "result", tool, content });
      return content;
    },
    (error: unknown) => {
      guardian.observe(failed(tool, error));
      throw error;
    },
  ) as R;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}

function failed(tool: string, error: unknown): Observation {
  let text = "failed";
  try {
    text = error instanceof Error ? error.message : String(error);
  } catch {
    // An error that cannot be shown is still an error.
  }
  return { kind: "result", tool, content: text, error: text };
}
