import type { MailWords } from './words-of-mail.ts'

/** Finnish. */
export const fi: MailWords = {
  somebody: 'Joku',
  untitled: 'Nimetön sivu',
  mention: '{name} mainitsi sinut sivulla ”{title}”',
  reply: '{name} vastasi keskusteluun sivulla ”{title}”',
  'my-page': '{name} kommentoi sivua ”{title}”, josta vastaat',
  watched: '{name} kommentoi sivua ”{title}”, jota seuraat',
  proposed: '{name} ehdotti toisia sanoja sivulla ”{title}”',
  review: 'Sivun ”{title}” tarkistuksen aika on tullut',
  ended: '{name} päätti keskustelun sivulla ”{title}”: {fate}',
  reopened: '{name} avasi keskustelun uudelleen sivulla ”{title}”',
  mine: {
    answered: '{name} vastasi siihen, mitä sanoit sivulla ”{title}”',
    adopted: '{name} otti mukaan ehdotuksesi sivulla ”{title}”',
    'adopted-changed': '{name} otti muutettuna mukaan ehdotuksesi sivulla ”{title}”',
    merged: '{name} yhdisti toiseen ehdotuksesi sivulla ”{title}”',
    parked: '{name} siirsi myöhemmäksi ehdotuksesi sivulla ”{title}”',
    declined: '{name} ei ottanut mukaan ehdotustasi sivulla ”{title}”',
  },
  mineReopened: '{name} avasi uudelleen ehdotuksesi sivulla ”{title}”',
  fates: {
    answered: 'vastattu',
    adopted: 'otettu mukaan',
    'adopted-changed': 'otettu mukaan muutettuna',
    merged: 'yhdistetty',
    parked: 'siirretty myöhemmäksi',
    declined: 'ei otettu mukaan',
  },
  several: { one: '{n} ilmoitus: {organisation}', other: '{n} ilmoitusta: {organisation}' },
  digest: {
    one: 'Päivän kooste, {organisation}: {n} ilmoitus',
    other: 'Päivän kooste, {organisation}: {n} ilmoitusta',
  },
  more: { one: 'Vielä {n} on saapuneissasi', other: 'Vielä {n} on saapuneissasi' },
  open: 'Avaa keskustelu',
  openPage: 'Avaa sivu',
  why: 'Saat tämän viestin, koska {organisation} tekee strategiaansa Talkootissa ja olet valinnut näin asetuksissasi.',
  stop: 'Lopeta tällaiset sähköpostit',
  settings: 'Valitse, mitä sinulle lähetetään',
}
