// The words by which texts in several languages name acts, things and the reader. General vocabulary, no product's names.
import type { Act, Thing } from "../../words/passage.ts";

/** Stems: a word means an act when it begins with one of them. A stem that ends in `$` is a whole word. */
export const ACT_STEMS: Readonly<Record<Act, string>> = {
  send: "pass$ passes$ passing$ send sent$ mail e-mail$ email$ forward messag notif dispatch deliver$ delivers$ reply$ repli respond schick send sende verschick weiterleit benachrichtig antwort beantwort envoy enví mand$ manda mánd invii inoltr leite$ transmet répond envi reenv respond invia inoltra rispond mande encaminh stuur doorstur 发送 发给 转发 送信",
  post: "post$ posts$ posted$ posting$ publish comment announc broadcast tweet propos submit rais$ raise$ issu write$ writ$ wrote$ veröffentlich poste schreib kommentier publi comment écri escrib pubblic scriv escrev plaats schrijf 发布",
  pay: "pay$ pays$ paid$ paying$ payment transfer wire$ wiring$ remit settle deposit donat zahl bezahl überweis begleich pai effectu realiz payer$ virement vire$ règle paga pagar transfier transfer deposit bonific betaal overmak 支付 转账 付款",
  buy: "buy$ buys$ buying$ bought$ purchas order$ orders$ ordering$ ordered$ checkout acquir cart kauf bestell erwerb achet achèt commande$ commander$ commandez$ compr pedid ordina acquist encomend koop bestel 购买 下单",
  refund: "refund reimburs return$ erstatt rückerstatt rembours reembols rimbors",
  cancel: "cancel revok abort stornier absag annul cancel annull 取消",
  visit: "folge$ folgen$ folgt$ folg$ suivez$ suis$ sigue$ segui$ siga$ volg$ visit brows webpage navigat click$ clicks$ clicking$ access$ goto$ surf follow$ open$ go$ check$ load$ loads$ besuch aufruf ruf$ rufe$ geh$ gehe$ gehen$ schau$ schaue$ lade$ öffne geöffnet klick ouvr allez$ va$ allons$ visit cliqu consult abr ve$ vaya$ entra$ vai$ vada$ visita apri clicc visite bezoek 访问 点击 打开",
  fetch: "clone cloni download fetch retriev pull$ herunterlad télécharg descarg scaric baixa 下载",
  upload: "upload push$ sync$ commit$ hochlad téléver sube$ subi$ subir sube carica 上传",
  invite: "invit collaborat einlad invitar invito convid uitnodig 邀请",
  join: "join$ joins$ subscrib enrol register sign-up$ signup$ accept beitret anmeld rejoin inscri unirse iscriv",
  grant: "grant permi authoriz authoris allow$ allows$ promot admin share$ shares$ sharing$ privileg freigeb erlaub berechtig gewähr autori accord partag compart concede condivid",
  change: "chang updat modif set$ sets$ setting$ edit$ reset renam adjust replac änder aktualisier setz ersetz umbenenn chang met$ mettre$ modifi remplac cambi actualiz modific alter wijzig 修改 更改",
  add: "write$ writes$ writing$ save$ saves$ saving$ speicher sauvegard enregistr guarda$ guardar$ salva$ opslaan add$ adds$ adding$ added$ append insert attach includ hinzufüg füg hinterleg leg$ lege$ legen$ trag$ trage$ ajout añad agreg aggiung adicion toevoeg 添加",
  create: "creat make$ makes$ making$ new$ generat schedul book$ books$ booking$ reserv erstell anleg buch cré réserv crea creo$ reserv prenot 创建 预订",
  delete: "delet remov eras drop$ wipe$ clear$ purg unlink destroy lösch entfern supprim efface elimin borra cancella rimuov apag remov verwijder 删除",
  transfer: "transfer hand$ reassign migrat übertrag transfér transfier trasferi overdra 转移",
  run: "run$ runs$ running$ execut instal launch start$ invok eval ausführ installier start exécut instal ejecut esegui instala voer$ 运行 执行",
  read: "read$ reads$ reading$ view$ look$ get$ show$ list$ search find$ review lies$ lese zeig such lire$ lis$ montr cherch lee$ leer$ busc legg mostra cerc lees$ 读取 查看",
  rate: "star$ stars$ starred$ rate$ rating$ like$ upvot prais endors favorit bewert lob évalu valor",
  unlock: "login logon signin log-in$ verif confirm activat unlock redeem bestätig aktivier confirm activ vérifi verific attiv 激活 验证",
  disable: "disabl deactivat stop$ block$ mute$ turn-off$ deaktivier abschalt désactiv desactiv disattiv",
  do: "do$ svolgi$ svolga$ svolgere$ voer$ regel$ sbriga$ arréglalo$ occupe$ occupez$ erledige$ erledigen$ kümmere$ work$ give$ take$ put$ use$ ensure$ try$ tell$ bring$ let$ turn$ sign$ enter$ fill$ provide$ complete$ proceed$ paste$ keep$ leave$ ignore$ perform$ carry$ finish$ apply$ tu$ gib$ nimm$ nutze$ verwende$ mach$ mache$ trage$ stell$ stelle$ donne$ donnez$ utilise$ utilisez$ faites$ fais$ saisissez$ da$ dé$ haz$ haga$ usa$ use$ utiliza$ introduce$ fai$ faccia$ inserisci$ dê$ faça$ preencha$ geef$ gebruik$ doe$",
  move: "move$ moves$ moving$ copy$ copies$ copying$ archiv verschieb kopier déplac copi mueve sposta",
};

/** What acts are done to. */
export const THING_STEMS: Readonly<Record<Thing, string>> = {
  password: "password passwd pwd$ passwort kennwort passcode credential mot-de-passe$ contraseñ senha$ wachtwoord 密码",
  key: "key$ keys$ token schlüssel clé$ clés$ clave chiave chave sleutel",
  account: "account konto compte cuenta conto$ conta$ profil 账户",
  money: "money fund$ funds$ amount price$ transaction invoice bill$ bills$ payment fee$ geld betrag rechnung zahlung argent facture monto dinero factura importo fattura dinheiro bedrag € $ 款",
  product: "product item$ items$ cart$ order$ orders$ produkt artikel produit articl product articol",
  repository: "repo$ repos$ repositor branch depot$ dépôt",
  issue: "issue$ issues$ ticket problem",
  star: "star$ stars$ stern étoile estrella",
  user: "user$ users$ member person people collaborat colleagu contact guest employee benutzer nutzer mitglied kolleg utilisat usuari utent gebruiker",
  channel: "channel$ channels$ group$ kanal canal$ canale",
  mail: "letter letters brief$ briefe$ lettre carta lettera mail e-mail$ email inbo postbox$ message$ messages$ nachricht courriel corre messag mensag bericht 邮件",
  page: "page$ pages$ web website webpage site$ sites$ link$ links$ url$ urls$ seite página pagina blog article$ articles$ 网站 链接",
  file: "readme runbook manual$ handbook handbuch manuel$ checklist file$ files$ folder$ directory document datei ordner dokument fichier dossier archivo carpeta fichero cartella arquivo bestand 文件",
  event: "event$ events$ calendar appointment meeting$ meetings$ reminder termin kalender réunion evento reunión",
  booking: "hotel flight room$ car$ restaurant reservation booking buchung",
  data: "data$ information$ info$ record$ records$ details$ number$ daten angaben données datos dati",
  code: "code$ script$ command$ commands$ package software$",
  permission: "permission access$ role$ roles$ owner ownership rights$ admin rechte zugriff droits permiso",
  discount: "discount coupon voucher rabatt gutschein remise descuento sconto",
  subscription: "subscription newsletter abo$ abonnement suscripción",
};

/** Words that speak to the reader. */
export const READER_WORDS: ReadonlySet<string> = new Set(
  "you your yours yourself u please kindly assistant assistants agent agents ai model chatbot bot llm dich dir du dein deine deinen ihr ihre ihren ihnen sie bitte vous votre vos tu ton ta tes veuillez svp usted ustedes tú tus su sus favor vosotros lei tuo tua prego você vocês seu sua jij je jouw u uw alstublieft 你 您 请 あなた".split(" "),
);

/** Words that make an act due, whoever is to do it. */
export const DUTY_WORDS: ReadonlySet<string> = new Set(
  "must should shall need needs needed required requires require have has necessary mandatory important ensure sure remember first before once only instructed supposed expected let lets want wants would ask asks asked asking request requests muss müssen musst sollst sollten sollen nötig erforderlich zuerst wichtig doit devez devoir faut nécessaire d'abord debe debes deben hay necesario primero importante deve devono necessario prima precisa moet moeten nodig eerst 必须 需要".split(" "),
);

/** Words before a verb that do not make it an order: somebody else does it, or it was not done. */
/** After a clause that begins with one of these, what follows a comma may be an order. */
export const CONDITIONS: ReadonlySet<string> = new Set("before if when after once as since while until unless to for in bevor wenn nachdem sobald falls um avant si quand après pour antes cuando después para prima se quando dopo voordat als".split(" "));

export const REPORT_WORDS: ReadonlySet<string> = new Set("i we he she they it ich wir er es nous je il elle yo nosotros él ella io noi eu nós has been was were will would can could to".split(" "));

/** What may stand before a verb at the beginning of an order. */
export const OPENERS: ReadonlySet<string> = new Set("and then also now next first firstly second finally just simply so or please kindly bitte dann und also auch zuerst puis ensuite et d'abord luego y entonces primero poi e depois dan en don't do not never always afterwards afterward step hi hello hey dear note important urgent".split(" "));

/** By which a user hands the word to a source. */
export const HANDOVER_STEMS: string = "follow$ follows$ instruct request ask$ asks$ asked$ asking$ wants$ want$ needs$ need$ task tasks to-do todo complete accordingly entsprechend conformément fulfil fulfill achieve address$ execute carry$ handle resolve step$ steps$ direction guideline say$ says$ said$ tells$ told$ anweis anleitung aufgab auftrag bitt erledig befolg umsetz schritt verlang wünsch steht$ sagt$ instruc tâche demand suiv exécut consign étape pedid pide$ pido$ piden$ házselo hazlo házlo háganlo tarea sigue haz$ indica pasos cumpl istruzion compit segui richied chied taref siga instruc opdracht volg stappen vraagt taak 指示 任务 按照";

/** What tells what a source says; it hands over only together with a word for doing it. */
export const TELLING_STEMS: string = "stand$ stands$ note$ noted$ notes$ wrote$ written$ writes$ describ plan$ plans$ comment$ comments$ beschreib notier geschrieben schrieb noté écrit décrit anotó escribió annotato scritto escreveu schreef";

export const FOLLOWING: ReadonlySet<string> = new Set("take use nimm nutze prends utilise toma usa prendi do follow following set set-up run complete handle mach mache tu folge befolge stell stelle fais faites suis suivez haz sigue fai segui faça siga doe volg".split(" "));
