/**
 * The words by which insertions are found, in every language at once: whoever writes in Finnish
 * may have the interface in English, and the other way round. Beside the names, which find too.
 */
import type { en } from './en.ts'

type InsertionName<K> = K extends `insert_${infer Id}` ? Id : never

export const insertionWords: Readonly<Record<InsertionName<keyof typeof en>, string>> = {
  paragraph: 'text paragraph plain teksti kappale leipäteksti tekst avsnitt brødtekst text stycke',
  h2: 'heading title h1 h2 otsikko väliotsikko overskrift rubrik',
  h3: 'subheading h3 alaotsikko underoverskrift mellomtittel underrubrik',
  h4: 'small heading h4 pieni otsikko liten overskrift liten rubrik',
  bulletList: 'list bullets lista luettelo luetelma punktliste liste punktlista lista',
  orderedList: 'numbered list 123 steps numeroitu lista vaiheet nummerert liste numrerad lista',
  taskList:
    'checklist tasks todo tick tarkistuslista tehtävä tehtävälista sjekkliste oppgave oppgaver checklista uppgift uppgifter',
  quote: 'quote citation blockquote lainaus sitaatti sitat citat',
  table: 'table grid columns rows taulukko sarakkeet tabell kolonner rader kolumner',
  question: 'guiding question ask kysymys ohjaava spørsmål ledende fråga ledande vägledande',
  goals: 'goal goals aim objective target tavoite tavoitteet mål målsetting målsättning',
  metrics:
    'metric metrics measure indicator kpi mittari mittarit seuranta måltall indikator måling mätetal mått mätning',
  ruleDo: 'rule do guideline ohje sääntö tee pelisääntö regel retningslinje gjør riktlinje gör',
  ruleDont:
    "rule don't dont avoid guideline ohje sääntö älä vältä regel ikke unngå riktlinje inte undvik",
  stakeholders:
    'stakeholder stakeholders map power interest sidosryhmä sidosryhmät sidosryhmäkartta interessent interessenter intressent intressenter',
  flow: 'flow decision steps process diagram polku päätöspolku vaiheet kaavio flyt beslutning trinn flöde beslut steg',
  scales:
    'scale survey vote poll rating 1-5 asteikko kysely arvio skala undersøkelse vurdering enkät bedömning',
  timeBudget:
    'time budget hours shares week aika ajankäyttö ajankäyttösuunnitelma tunnit tid tidsbudsjett timer tidsbudget timmar',
  callout:
    'callout note tip important warning box huomio vinkki tärkeää varoitus merk tips viktig advarsel obs notis tips viktigt varning ruta',
  details: 'details fold toggle collapse taitto piilota lisätiedot fold detaljer skjul vik dölj',
  files:
    'picture image photo file attachment upload pdf kuva valokuva tiedosto liite bilde foto fil vedlegg bild bilaga',
  divider: 'divider line rule hr viiva erotin jakaja skillelinje strek avdelare linje streck',
  codeBlock: 'code block program koodi koodilohko kode kodeblokk kod kodblock',
  person: 'mention person name at maininta mainitse henkilö nimi nevn omtale person navn nämn namn',
  page: 'page link mention sivu linkki maininta side lenke sida länk',
}
