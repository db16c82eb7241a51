/** The words of a discussion that is taken along as a file. */
import type { Language } from '#contract/records.ts'
import type { Fate } from '#contract/threads.ts'

export interface ExportWords {
  readonly discussion: string
  /** Where a thread is. */
  readonly wholePage: string
  readonly passage: string
  readonly gone: string
  readonly current: string
  readonly proposed: string
  readonly open: string
  readonly fates: Readonly<Record<Fate, string>>
  readonly hidden: string
  readonly deleted: string
  readonly guest: string
  readonly manager: string
  /** Headings of the table that stand nowhere else. */
  readonly thread: string
  readonly name: string
  readonly unit: string
  readonly time: string
  readonly comment: string
  readonly fate: string
  readonly reason: string
  readonly endedBy: string
  readonly endedAt: string
}

export const exportWords: Readonly<Record<Language, ExportWords>> = {
  en: {
    discussion: 'Discussion',
    wholePage: 'About the whole page',
    passage: 'Passage',
    gone: 'No longer in the text',
    current: 'Current text',
    proposed: 'Proposed text',
    open: 'Open',
    fates: {
      answered: 'Answered',
      adopted: 'Adopted',
      'adopted-changed': 'Adopted with changes',
      merged: 'Merged',
      parked: 'Parked',
      declined: 'Declined',
    },
    hidden: 'Hidden by a facilitator',
    deleted: 'Comment deleted',
    guest: 'guest',
    manager: 'manager',
    thread: 'Thread',
    name: 'Name',
    unit: 'Unit',
    time: 'Time (UTC)',
    comment: 'Comment',
    fate: 'What became of it',
    reason: 'Reason',
    endedBy: 'Ended by',
    endedAt: 'Ended (UTC)',
  },
  fi: {
    discussion: 'Keskustelu',
    wholePage: 'Koko sivusta',
    passage: 'Kohta',
    gone: 'Ei enää tekstissä',
    current: 'Nykyinen teksti',
    proposed: 'Ehdotettu teksti',
    open: 'Avoin',
    fates: {
      answered: 'Vastattu',
      adopted: 'Otettu mukaan',
      'adopted-changed': 'Otettu mukaan muutettuna',
      merged: 'Yhdistetty',
      parked: 'Siirretty myöhemmäksi',
      declined: 'Ei otettu mukaan',
    },
    hidden: 'Fasilitaattorin piilottama',
    deleted: 'Kommentti poistettu',
    guest: 'vieras',
    manager: 'esihenkilö',
    thread: 'Ketju',
    name: 'Nimi',
    unit: 'Yksikkö',
    time: 'Aika (UTC)',
    comment: 'Kommentti',
    fate: 'Mitä ehdotukselle tapahtui',
    reason: 'Perustelu',
    endedBy: 'Päättäjä',
    endedAt: 'Päätetty (UTC)',
  },
  nb: {
    discussion: 'Diskusjon',
    wholePage: 'Om hele siden',
    passage: 'Sted i teksten',
    gone: 'Ikke lenger i teksten',
    current: 'Nåværende tekst',
    proposed: 'Foreslått tekst',
    open: 'Åpen',
    fates: {
      answered: 'Besvart',
      adopted: 'Tatt inn',
      'adopted-changed': 'Tatt inn med endringer',
      merged: 'Slått sammen',
      parked: 'Satt på vent',
      declined: 'Ikke tatt inn',
    },
    hidden: 'Skjult av en fasilitator',
    deleted: 'Kommentaren er slettet',
    guest: 'gjest',
    manager: 'leder',
    thread: 'Tråd',
    name: 'Navn',
    unit: 'Enhet',
    time: 'Tidspunkt (UTC)',
    comment: 'Kommentar',
    fate: 'Hva skjedde med innspillet',
    reason: 'Begrunnelse',
    endedBy: 'Avsluttet av',
    endedAt: 'Avsluttet (UTC)',
  },
  sv: {
    discussion: 'Diskussion',
    wholePage: 'Om hela sidan',
    passage: 'Ställe i texten',
    gone: 'Inte längre i texten',
    current: 'Nuvarande text',
    proposed: 'Föreslagen text',
    open: 'Öppen',
    fates: {
      answered: 'Besvarad',
      adopted: 'Antagen',
      'adopted-changed': 'Antagen med ändringar',
      merged: 'Sammanslagen',
      parked: 'Vilande',
      declined: 'Avböjd',
    },
    hidden: 'Dold av en facilitator',
    deleted: 'Kommentaren är borttagen',
    guest: 'gäst',
    manager: 'chef',
    thread: 'Tråd',
    name: 'Namn',
    unit: 'Enhet',
    time: 'Tid (UTC)',
    comment: 'Kommentar',
    fate: 'Vad som hände med inspelet',
    reason: 'Motivering',
    endedBy: 'Avslutad av',
    endedAt: 'Avslutad (UTC)',
  },
}
