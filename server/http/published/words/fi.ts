import type { Words } from './words.ts'

/** Suomeksi. */
export const words: Words = {
  notThere: 'Täällä ei ole mitään',
  notThereText: 'Osoite voi olla väärä, tai sivua ei ole tarkoitettu sinulle.',
  notHereText: 'Osoite voi olla väärä, tai sivua ei ole tässä versiossa.',
  toFront: 'Siirry etusivulle',
  signIn: 'Kirjaudu sisään lukeaksesi tämän',
  signInText: 'Tämän voivat lukea kaikki organisaation Talkootiin kirjautuneet.',
  signInLink: 'Siirry kirjautumiseen',
  signInThen: 'Palaat sen jälkeen tälle sivulle.',
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
  searchEmpty: 'Kirjoita sana tai kaksi siitä, mitä etsit. Myös taivutetut muodot löytyvät.',
  searchNone: 'Haulla ”{asked}” ei löytynyt mitään. Kokeile toista sanaa tai vain sanan alkua.',
  searchOne: 'Haulla ”{asked}” löytyi yksi kohta.',
  searchMany: 'Haulla ”{asked}” löytyi {n} kohtaa.',
  searchFirst: 'Ensimmäiset {n} kohtaa haulla ”{asked}”.',
}
