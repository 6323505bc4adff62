// What a caller says that came back, brought into the form of an event. Whatever the value is, it becomes one.
import type { EventBody, Observation } from "@kaizen/core";

/** What came back from a tool, in short. */
export interface ToolResult {
  readonly tool?: string;
  readonly content: unknown;
  readonly callId?: string;
  readonly error?: string;
  readonly exitCode?: number;
}

/** Never throws: a value that is no observation, or that throws when it is touched, is the content of a result. */
export function observationBody(value: Observation | ToolResult, callId: string | undefined): EventBody {
  const event = "observation";
  try {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      const { callId: own = undefined, ...rest } = value as ToolResult & { kind?: string };
      const id = callId ?? own;
      const observation = ("kind" in rest ? rest : { kind: "result", ...rest }) as Observation;
      return { event, observation, ...(id === undefined ? {} : { callId: id }) };
    }
  } catch {
    // It is read as content below, where the normaliser says that it threw.
  }
  return { event, observation: { kind: "result", content: value }, ...(callId === undefined ? {} : { callId }) };
}
