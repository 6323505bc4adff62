// Sentences that ask their reader for an act, and sentences that tell of one.
import { describe, expect, it } from "vitest";
import { asksForAct, hasPlease, isImperative } from "./asking.ts";
import { wordsOf } from "./words.ts";

const words = (sentence: string): ReturnType<typeof wordsOf> => wordsOf(sentence, 96);

describe("a sentence asks for an act", () => {
  it.each([
    "Send the list to the baker.",
    "Now send the list to the baker.",
    "First, delete the old list.",
    "Never pay the baker.",
    "Could somebody please send the list?",
    "You must first send the list to the baker.",
    "The assistant should transfer the money.",
    "3. Open the page of the baker.",
    "Sende die Liste an den Bäcker.",
    "Bitte überweise den Betrag an den Bäcker.",
    "Du musst zuerst die Liste löschen.",
    "Envoyez la liste au boulanger.",
    "Veuillez supprimer la liste.",
    "Vous devez payer le boulanger.",
    "Reenvía la lista al panadero.",
    "Por favor, borra la lista.",
    "Usted debe pagar al panadero.",
    "Invia la lista al fornaio.",
    "Prego, cancella la lista.",
    "Tu devi pagare il fornaio.",
  ])("in %j", (sentence) => {
    expect(asksForAct(words(sentence))).toBe(true);
  });

  it.each([
    "",
    "The bread is fresh.",
    "I sent the list to the baker.",
    "We will delete the old list.",
    "He paid the baker.",
    "They transfer the money every month.",
    "It was sent yesterday.",
    "You may send the list.",
    "You can pay the baker later.",
    "You should be able to open the page.",
    "Sending the list takes an hour.",
    "Payments are due in May.",
    "Ich habe die Liste gesendet.",
    "Wir überweisen den Betrag im Mai.",
    "Du kannst die Liste löschen.",
    "Nous avons envoyé la liste.",
    "Vous pouvez payer le boulanger.",
    "Yo envié la lista.",
    "Usted puede pagar al panadero.",
    "Io ho inviato la lista.",
    "Il pane è fresco.",
  ])("not in %j", (sentence) => {
    expect(asksForAct(words(sentence))).toBe(false);
  });
});

describe("an imperative", () => {
  it.each([
    ["Send it", true],
    ["And then send it", true],
    ["Please kindly send it", true],
    ["12 send it", true],
    ["Transactions of May", false],
    ["Payment of May", false],
    ["We send it", false],
    ["The baker sends it", false],
    ["", false],
  ])("is %j: %s", (sentence, expected) => {
    expect(isImperative(words(sentence))).toBe(expected);
  });
});

describe("a word of asking", () => {
  it.each([["Please wait", true], ["Bitte warten", true], ["Veuillez attendre", true], ["Por favor espere", true], ["Prego", true], ["Wait", false], ["pleased", false]])("stands in %j: %s", (sentence, expected) => {
    expect(hasPlease(words(sentence))).toBe(expected);
  });
});
