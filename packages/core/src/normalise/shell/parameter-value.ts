// The value of `$name` and `${name…}`, worked out where everything it depends on is known.
import type { Environment, Value } from "./environment.ts";
import { UNKNOWN_VALUE, assign } from "./environment.ts";
import { UNKNOWN_PART } from "./command-reading.ts";
import { SHELL_LIMITS } from "./script.ts";

export interface ParameterValue extends Value {
  /** `@` was asked for: in quotes each element is a word of its own. */
  readonly isList: boolean;
  /** It stands for a folder whose real name is not known. */
  readonly isNamed?: boolean;
}

const UNKNOWN: ParameterValue = { ...UNKNOWN_VALUE, isList: false };

/** `argument`: what follows the operator, expanded; undefined when that is not known. */
export function parameterValue(environment: Environment, name: string, operator: string, argument: string | undefined): ParameterValue {
  const value = lookUp(environment, name);
  if (operator === "") return value;
  if (operator === "indirect") {
    const target = value.elements?.[0];
    return target === undefined || argument !== "" ? UNKNOWN : lookUp(environment, target);
  }
  if (value.elements === undefined) return { ...UNKNOWN, from: value.from };
  // Parts that are not known, and folders that stand under a name, have no letters to work with.
  if (!DEFAULTS.has(operator) && (value.isNamed === true || value.elements.some((text) => text.includes(UNKNOWN_PART)))) return { ...UNKNOWN, from: value.from };
  if (operator === "length") return { elements: [String(value.isList ? value.elements.length : [...(value.elements[0] ?? "")].length)], from: [], isList: false };
  if (DEFAULTS.has(operator)) return withDefault(environment, name, value, operator, argument);
  if (argument === undefined) return { ...UNKNOWN, from: value.from };
  if (value.isList && operator === ":") return UNKNOWN;
  const changed = value.elements.map((text) => change(text, operator, argument));
  return changed.some((text) => text === undefined) ? UNKNOWN : { ...value, elements: changed.filter((text) => text !== undefined) };
}

const DEFAULTS = new Set([":-", "-", ":=", "=", ":+", "+", ":?", "?"]);

function withDefault(environment: Environment, name: string, value: ParameterValue, operator: string, argument: string | undefined): ParameterValue {
  const isSet = operator.startsWith(":") ? (value.elements ?? []).join("") !== "" : (value.elements ?? []).length > 0;
  if (operator.endsWith("?")) return value;
  if (operator.endsWith("+")) return isSet ? given(argument) : { elements: [], from: [], isList: false };
  if (isSet) return value;
  if (operator.endsWith("=")) assign(environment, name, given(argument));
  return given(argument);
}

function given(argument: string | undefined): ParameterValue {
  return argument === undefined ? UNKNOWN : { elements: [argument], from: [], isList: false };
}

function lookUp(environment: Environment, written: string): ParameterValue {
  if (written === "@" || written === "*") return { elements: environment.positional, from: [], isList: written === "@" };
  if (/^[0-9]{1,4}$/.test(written)) {
    if (written === "0") return given(environment.programName);
    if (environment.positional === undefined) return UNKNOWN;
    const positional = environment.positional[Number(written) - 1];
    return { elements: positional === undefined ? [] : [positional], from: [], isList: false };
  }
  if (written === "#") return given(environment.positional === undefined ? undefined : String(environment.positional.length));
  const bracket = written.indexOf("[");
  if (bracket < 0) return scalar(environment, written);
  const subscript = written.slice(bracket + 1, -1);
  const value = environment.variables.get(written.slice(0, bracket)) ?? UNKNOWN_VALUE;
  if (subscript === "@" || subscript === "*") return { ...value, isList: subscript === "@" };
  if (!/^[0-9]{1,6}$/.test(subscript)) return UNKNOWN;
  const element = value.elements?.[Number(subscript)];
  return value.elements === undefined ? { ...value, isList: false } : { elements: element === undefined ? [] : [element], from: value.from, isList: false };
}

function scalar(environment: Environment, name: string): ParameterValue {
  const value = environment.variables.get(name);
  // The home and the working folder have a name of their own, whatever they are.
  if (value === undefined && name === "HOME") return { ...given("~"), isNamed: true };
  if (value === undefined && name === "PWD") return { ...given(environment.folder === "" ? "." : environment.folder), isNamed: true };
  // The shell sets it when it starts.
  if (value === undefined && name === "IFS") return given(" \t\n");
  if (value === undefined) return UNKNOWN;
  return value.elements === undefined || value.elements.length < 2 ? { ...value, isList: false } : { elements: value.elements.slice(0, 1), from: value.from, isList: false };
}

function change(text: string, operator: string, argument: string): string | undefined {
  switch (operator) {
    case ":":
      return slice(text, argument);
    case "#":
    case "##":
      return cutPrefix(text, argument, operator === "##");
    case "%":
    case "%%":
      return cutSuffix(text, argument, operator === "%%");
    case "/":
    case "//":
      return replace(text, argument, operator === "//");
    case "^^":
    case "^":
      return argument === "" ? (operator === "^^" ? text.toUpperCase() : text.slice(0, 1).toUpperCase() + text.slice(1)) : undefined;
    case ",,":
    case ",":
      return argument === "" ? (operator === ",," ? text.toLowerCase() : text.slice(0, 1).toLowerCase() + text.slice(1)) : undefined;
    default:
      return undefined;
  }
}

/** `offset`, `offset:length`, plain numbers only. */
function slice(text: string, argument: string): string | undefined {
  const found = /^ ?(-?[0-9]{1,6})(?::(-?[0-9]{1,6}))?$/.exec(argument);
  if (found === null) return undefined;
  const offset = Number(found[1]);
  const start = offset < 0 ? text.length + offset : offset;
  if (start < 0) return "";
  if (found[2] === undefined) return text.slice(start);
  const length = Number(found[2]);
  return length < 0 ? text.slice(start, Math.max(start, text.length + length)) : text.slice(start, start + length);
}

/** A pattern of letters and `*` at one end or both; others are not worked out. */
function isSimple(pattern: string): boolean {
  return !/[?[\\(]/.test(pattern) && !pattern.slice(1, -1).includes("*") && pattern.length <= 256;
}

function cutPrefix(text: string, pattern: string, isLongest: boolean): string | undefined {
  if (!isSimple(pattern) || pattern.endsWith("*")) return pattern === "*" ? (isLongest ? "" : text) : undefined;
  if (!pattern.startsWith("*")) return text.startsWith(pattern) ? text.slice(pattern.length) : text;
  const literal = pattern.slice(1);
  const at = isLongest ? text.lastIndexOf(literal) : text.indexOf(literal);
  return at < 0 ? text : text.slice(at + literal.length);
}

function cutSuffix(text: string, pattern: string, isLongest: boolean): string | undefined {
  if (!isSimple(pattern) || pattern.startsWith("*")) return pattern === "*" ? (isLongest ? "" : text) : undefined;
  if (!pattern.endsWith("*")) return text.endsWith(pattern) ? text.slice(0, text.length - pattern.length) : text;
  const literal = pattern.slice(0, -1);
  const at = isLongest ? text.indexOf(literal) : text.lastIndexOf(literal);
  return at < 0 ? text : text.slice(0, at);
}

function replace(text: string, argument: string, isEach: boolean): string | undefined {
  const cut = argument.indexOf("/", 1);
  const pattern = cut < 0 ? argument : argument.slice(0, cut);
  const by = cut < 0 ? "" : argument.slice(cut + 1);
  if (pattern === "" || /[*?[\\]/.test(pattern) || (!isEach && /^[#%]/.test(pattern))) return undefined;
  const replaced = isEach ? text.replaceAll(pattern, () => by) : text.replace(pattern, () => by);
  return replaced.length > SHELL_LIMITS.value ? undefined : replaced;
}
