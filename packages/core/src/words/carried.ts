// What sessions leave to later ones and to other agents: which places and values have which label, and which notes hold the wishes of strangers.
import type { EventId } from "./event.ts";
import type { Fingerprint, Label } from "./facts.ts";
import type { PassageFacts } from "./passage.ts";

/** Which session left it, and when: the client's clock of the event, in milliseconds since 1970. */
export interface CarriedFrom {
  readonly agent: string;
  readonly session: string;
  readonly at: number;
  /** The read and the result that it goes back to. At most 2. */
  readonly events: readonly EventId[];
}

/** A file that was filled with what is labelled, or, with `none`, made anew without it. */
export interface CarriedPlace extends CarriedFrom {
  /** Mark of the path; that of a relative one is its agent's own. */
  readonly mark: string;
  readonly label: "secret" | "internal" | "none";
  /** `copy`: it holds what a sensitive file held, perhaps in another form. `written`: a labelled value was written into it. */
  readonly how: "copy" | "written";
}

/** A value that is followed into later sessions: keyed fingerprints only. */
export interface CarriedValue extends CarriedFrom {
  readonly label: Exclude<Label, "untrusted">;
  /** The labelled value; empty for a text that is no single value. */
  readonly of: Fingerprint | "";
  readonly isHidden?: true;
  /** As in `PieceFacts`. */
  readonly oneIn: number;
  /** As in `PieceFacts`, at most 64 windows from the middle of a longer text. */
  readonly windows: string;
  /** The organisations that it came from. */
  readonly sites: readonly string[];
  /** It stood in a document that is marked as confidential. */
  readonly isMarked?: true;
}

/** A sentence whose words or values went into a note. */
export interface CarriedPassage extends Pick<PassageFacts, "acts" | "things" | "words" | "values" | "asks"> {
  /** The tool that returned it. */
  readonly tool: string;
  /** The user had named the text that it stands in, or speaks of what it speaks of. */
  readonly isNamed?: true;
  /** The read and the result that it stands in. */
  readonly events: readonly EventId[];
}

/** Something that an agent wrote out of what others wrote: a file, a note, an entry of a calendar. `events`: the writing. */
export interface CarriedNote extends CarriedFrom {
  /** Of its path or its address: whatever stands there is the note. At most 24. */
  readonly marks: readonly string[];
  /** Of its key with a word of the tool's name, and of its texts: what is found under them may be the note, or what it was taken from. At most 24. */
  readonly names: readonly string[];
  /** At most 4. */
  readonly passages: readonly CarriedPassage[];
}

/** Immutable, and the same for all agents of a deployment. Each list is sorted and bounded as in `CARRIED_LIMITS`. */
export interface CarriedLabels {
  readonly v: 1;
  readonly places: readonly CarriedPlace[];
  readonly values: readonly CarriedValue[];
  readonly notes: readonly CarriedNote[];
}

/** How many entries are kept; the oldest go first, and among values those without a secret. */
export const CARRIED_LIMITS = { places: 512, values: 1_024, notes: 256, windows: 64, marks: 24, names: 24, passages: 4, words: 24, passageValues: 8 } as const;
