import type { MailWords } from './words-of-mail.ts'

/** Norwegian Bokmål. */
export const nb: MailWords = {
  somebody: 'Noen',
  untitled: 'Side uten tittel',
  mention: '{name} nevnte deg på «{title}»',
  reply: '{name} svarte i en samtale på «{title}»',
  'my-page': '{name} kommenterte «{title}», som du har ansvar for',
  watched: '{name} kommenterte «{title}», som du følger',
  proposed: '{name} foreslo andre ord på «{title}»',
  review: 'Det er tid for å gå gjennom «{title}» på nytt',
  ended: '{name} avsluttet en samtale på «{title}»: {fate}',
  reopened: '{name} åpnet en samtale på «{title}» på nytt',
  mine: {
    answered: '{name} besvarte innspillet ditt på «{title}»',
    adopted: '{name} tok inn innspillet ditt på «{title}»',
    'adopted-changed': '{name} tok inn innspillet ditt på «{title}» i endret form',
    merged: '{name} slo innspillet ditt på «{title}» sammen med et annet',
    parked: '{name} satte innspillet ditt på «{title}» på vent',
    declined: '{name} tok ikke inn innspillet ditt på «{title}»',
  },
  mineReopened: '{name} åpnet innspillet ditt på «{title}» på nytt',
  fates: {
    answered: 'besvart',
    adopted: 'tatt inn',
    'adopted-changed': 'tatt inn i endret form',
    merged: 'slått sammen',
    parked: 'satt på vent',
    declined: 'ikke tatt inn',
  },
  several: { one: '{n} varsel fra {organisation}', other: '{n} varsler fra {organisation}' },
  digest: {
    one: 'Dagen i {organisation}: {n} varsel',
    other: 'Dagen i {organisation}: {n} varsler',
  },
  more: { one: '{n} til er i innboksen din', other: '{n} til er i innboksen din' },
  open: 'Åpne samtalen',
  openPage: 'Åpne siden',
  why: 'Du får denne e-posten fordi {organisation} lager strategien sin i Talkoot og innstillingene dine sier det.',
  stop: 'Stopp denne typen e-post',
  settings: 'Velg hva du får tilsendt',
}
