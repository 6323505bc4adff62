// Words that say nothing of what a sentence is about.

export const STOP_WORDS: ReadonlySet<string> = new Set(
  "a an the and or but if of in on at to for from by with without as is are was were be been being am do does did done have has had having will would shall should can could may might must i me my mine we us our you your yours he him his she her it its they them their this that these those there here who whom which what when where why how not no nor so too very just also only than then once all any both each few more most other some such own same s t re ll ve d m der die das und oder aber ein eine einen einem einer ist sind war waren ich du er sie es wir ihr mein dein sein von zu mit auf für im am le la les un une des et ou mais est sont je tu il elle nous vous de du en au aux pour par sur dans el los las una y o pero es son yo tú mi su del al por para con que che di e il lo gli uno è sono da per o os as um uma het een en van voor met op".split(" "),
);
