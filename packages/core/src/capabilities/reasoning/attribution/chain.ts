// The story of a finding: what the user asked for, what was read, what that text said, and what the action does with it.
import { subjectOf } from "../../../engine/subject.ts";
import { MAX_CHAIN } from "../../../words/verdict.ts";
import { linkText, quoted } from "./link-text.ts";
import { shapeOf } from "./origins.ts";
import type { ActionFacts } from "../../../words/facts.ts";
import type { ChainLink } from "../../../words/verdict.ts";
import type { Explanation } from "./judge.ts";
import type { AttributionMemory, Call, Passage, Request } from "./memory.ts";

/** In the order in which it happened. Call it before the action is remembered. */
export function chainOf(facts: ActionFacts, explanation: Explanation, memory: AttributionMemory): readonly ChainLink[] {
  const { passage, values } = explanation;
  const request = requestOf(facts, memory);
  const steered = steeredCall(explanation, memory);
  const links: readonly (ChainLink | undefined)[] = [
    request === undefined ? undefined : link(request.event, "asked", `the user${saying(excerptOf(request, memory))}`),
    passage.read === null ? undefined : link(passage.read, "read", `${toolOf(passage)} reads what others may have written`),
    link(passage.event, "asked", `${TELLS[passage.asks]} ${toolOf(passage)}${saying(passage.excerpt)}`),
    steered === undefined ? undefined : link(steered.id, "steered", "a call with the words of that text, which found the value"),
    { ...link(facts.id, "acts", actsText(facts, explanation)), ...(values.length === 0 ? {} : { how: "copied" }) },
  ];
  return links.filter((each) => each !== undefined).slice(-MAX_CHAIN);
}

const TELLS: Readonly<Record<Passage["asks"], string>> = {
  order: "a text of",
  near: "a text of (beside an order)",
  none: "a statement of",
};

function link(event: string, did: ChainLink["did"], what: string): ChainLink {
  return { event, did, what: linkText(what) };
}

function saying(excerpt: string): string {
  return excerpt === "" ? "" : `: ${quoted(excerpt)}`;
}

/** The first sentence of a request shows how the whole begins. */
function excerptOf({ event }: Request, { requests }: AttributionMemory): string {
  return requests.find((request) => request.event === event && request.excerpt !== "")?.excerpt ?? "";
}

function toolOf({ tool }: Passage): string {
  return tool === "" ? "a result" : tool;
}

/** What the user said that is nearest to the action: the first sentence with one of its acts, else his first with any. */
function requestOf({ means }: ActionFacts, { requests }: AttributionMemory): Request | undefined {
  const users = requests.filter(({ isUser }) => isUser);
  return users.find(({ acts }) => acts.some((act) => means?.acts.includes(act) === true)) ?? users.find(({ acts }) => acts.length > 0) ?? users[0];
}

function steeredCall({ passage, values }: Explanation, { steered, passages, calls, last }: AttributionMemory): Call | undefined {
  const index = values.map((value) => steered.get(value)).find((each) => each !== undefined);
  if (index === undefined || passages.get(index) !== passage) return undefined;
  return [...calls.values(), ...last.values()].find(({ steeredBy }) => steeredBy === index);
}

function actsText(facts: ActionFacts, { at }: Explanation): string {
  const given = facts.arguments.filter((argument) => at.includes(argument.at)).map((argument) => `${argument.at} = ${shapeOf(argument, facts)}`);
  return given.length === 0 ? `${subjectOf(facts)} does what that text names` : `${subjectOf(facts)} with ${given.join(", ")}`;
}
