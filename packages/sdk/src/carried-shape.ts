// Whether a value has the shape of carried labels: what stands in a file or in an answer is looked at before it is judged by.
import type { CarriedLabels } from "@kaizen/core";

export function isCarried(value: unknown): value is CarriedLabels {
  return isRecord(value) && value["v"] === 1 && lists(value, "places", isPlace) && lists(value, "values", isValue) && lists(value, "notes", isNote);
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lists(of: Fields, name: string, is: (value: Fields) => boolean): boolean {
  const list = of[name];
  return Array.isArray(list) && list.every((each: unknown) => isRecord(each) && is(each));
}

function texts(of: Fields, ...names: readonly string[]): boolean {
  return names.every((name) => typeof of[name] === "string");
}

function textLists(of: Fields, ...names: readonly string[]): boolean {
  return names.every((name) => {
    const list = of[name];
    return Array.isArray(list) && list.every((each) => typeof each === "string");
  });
}

function isLeft(entry: Fields): boolean {
  return texts(entry, "agent", "session") && Number.isFinite(entry["at"]) && textLists(entry, "events");
}

function isOneOf(value: unknown, ...words: readonly string[]): boolean {
  return typeof value === "string" && words.includes(value);
}

function isPlace(place: Fields): boolean {
  return isLeft(place) && texts(place, "mark") && isOneOf(place["label"], "secret", "internal", "none") && isOneOf(place["how"], "copy", "written");
}

function isValue(value: Fields): boolean {
  return isLeft(value) && texts(value, "of", "windows") && isOneOf(value["label"], "secret", "internal", "personal") && Number.isInteger(value["oneIn"]) && textLists(value, "sites");
}

function isNote(note: Fields): boolean {
  return isLeft(note) && textLists(note, "marks", "names") && lists(note, "passages", isPassage);
}

function isPassage(passage: Fields): boolean {
  return textLists(passage, "acts", "things", "words", "values", "events") && texts(passage, "tool") && isOneOf(passage["asks"], "order", "near", "none");
}
