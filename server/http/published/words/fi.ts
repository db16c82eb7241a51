import type { Words } from './words.ts'

/** Suomeksi. */
export const words: Words = {
  notThere: 'Täällä ei ole mitään',
  notThereText: 'Osoite voi olla väärä, tai sivua ei ole tarkoitettu sinulle.',
  signIn: 'Kirjaudu sisään lukeaksesi tämän',
  signInText: 'Tämän voivat lukea kaikki organisaation Talkootiin kirjautuneet.',
  signInLink: 'Siirry kirjautumiseen',
  signInThen: 'Avaa sen jälkeen tämä osoite uudelleen.',
  linkEnded: 'Tämä linkki ei ole enää voimassa',
  linkEndedText: 'Pyydä uusi linkki siltä, jolta sait tämän.',
  password: 'Tämä linkki vaatii salasanan',
  passwordText: 'Saat salasanan siltä, joka antoi linkin.',
  passwordLabel: 'Salasana',
  passwordOpen: 'Avaa',
  passwordWrong: 'Salasana ei ole oikea. Yritä uudelleen.',
  tooMany: 'Liian monta yritystä',
  tooManyText: 'Odota neljännestunti ja yritä sitten uudelleen.',
  failed: 'Jokin meni vikaan',
  failedText: 'Vika ei ole sinussa. Yritä hetken kuluttua uudelleen.',
}
