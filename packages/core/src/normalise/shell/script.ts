// The tree that a shell text is read into: lists of commands, made of words, made of parts.

/** A piece of a word. `isQuoted`: neither split, nor a pattern, nor a brace, whatever it says. */
export type Part =
  | { readonly kind: "text"; readonly text: string; readonly isQuoted: boolean }
  /** `isBare`: written `$name`, so that letters a brace puts behind it belong to the name. `subscript`: one that is to be worked out; others stand in the name. */
  | { readonly kind: "parameter"; readonly isBare?: boolean; readonly name: string; readonly subscript?: Word; readonly operator: string; readonly argument: Word; readonly isQuoted: boolean }
  | { readonly kind: "substitution"; readonly list: List; readonly isQuoted: boolean }
  | { readonly kind: "process"; readonly list: List }
  | { readonly kind: "arithmetic"; readonly parts: Word; readonly isQuoted: boolean };

export type Word = readonly Part[];

export interface Redirection {
  /** `<`, `>`, `>>`, `>|`, `<>`, `&>`, `&>>`, `>&`, `<&`, `<<<` or `<<`. */
  readonly operator: string;
  readonly descriptor: string;
  /** The file, the descriptor, the here-string or the body of the here-document. */
  target: Word;
  /** A here-document whose body other shells take from elsewhere. */
  isAmbiguous?: boolean;
}

export interface Assignment {
  readonly name: string;
  readonly isAppended: boolean;
  /** One word, or the elements of an array. */
  readonly value: Word | readonly Word[];
  readonly isArray: boolean;
}

export type Node =
  | { readonly kind: "simple"; readonly assignments: readonly Assignment[]; readonly words: readonly Word[]; readonly redirections: readonly Redirection[] }
  | { readonly kind: "pipeline"; readonly stages: readonly Node[] }
  | { readonly kind: "chain"; readonly first: Node; readonly rest: readonly { readonly operator: "&&" | "||"; readonly node: Node }[] }
  | { readonly kind: "background"; readonly node: Node }
  | { readonly kind: "subshell" | "group"; readonly list: List; readonly redirections: readonly Redirection[] }
  /** `if` and `case`: any of the lists may run; the words are looked at. */
  | { readonly kind: "choice"; readonly words: readonly Word[]; readonly lists: readonly List[]; readonly redirections: readonly Redirection[] }
  /** `for`, `select`, `while`, `until`: the lists run any number of times. */
  | { readonly kind: "loop"; readonly variable: string; readonly words: readonly Word[]; readonly lists: readonly List[]; readonly redirections: readonly Redirection[] }
  | { readonly kind: "function"; readonly name: string; readonly body: Node }
  /** `[[ … ]]` and `(( … ))`: nothing runs but what is substituted. */
  | { readonly kind: "test"; readonly isArithmetic: boolean; readonly words: readonly Word[]; readonly redirections: readonly Redirection[] };

export type List = readonly Node[];

/** Why a text was not read as a whole. */
export type ScriptGap = "length" | "depth" | "steps" | "syntax";

export interface ShellScript {
  readonly list: List;
  /** False when anything of `gaps` happened: what follows there is not in the list. */
  readonly isWhole: boolean;
  readonly gaps: readonly ScriptGap[];
  /** Work done, in characters looked at and parts made. Linear in the text. */
  readonly steps: number;
}

/** How much of one text is read. */
export const SHELL_LIMITS = {
  /** UTF-16 code units of one text. */
  text: 65_536,
  /** Constructs inside one another, texts inside texts included. */
  depth: 24,
  /** Work for one text and all texts inside it. */
  steps: 524_288,
  commands: 256,
  /** Words that braces or a loop may make. */
  braces: 256,
  /** Words of one command. */
  words: 1_024,
  /** Values of a loop that are followed one by one. */
  iterations: 8,
  /** Length of one value that is followed. */
  value: 65_536,
} as const;
