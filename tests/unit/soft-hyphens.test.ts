import { expect, test } from 'vitest'
import { softened } from '#contract/soft-hyphens.ts'

test.each([
  ['Asiakaspalautejärjestelmän', 'Asia-kas-pa-lau-te-jär-jes-tel-män'],
  ['käyttöönottosuunnitelma', 'käyt-töö-not-to-suun-ni-telma'],
  ['VUOROVAIKUTUSSUUNNITTELUN', 'VUO-RO-VAI-KU-TUS-SUUN-NIT-TE-LUN'],
  // Whether the k ends a word or begins one only a dictionary knows.
  ['kuntalaiskriisiviestintä', 'kun-ta-laiskrii-si-vies-tintä'],
])('[W232] a long Finnish word may break between its syllables: %s', (word, parts) => {
  const shown = softened(`Uusi ${word} 2027`, 'fi')
  expect(shown.replaceAll('\u00AD', '-')).toBe(`Uusi ${parts} 2027`)
  expect(shown.replaceAll('\u00AD', '')).toBe(`Uusi ${word} 2027`)
})

test('[W232] short words and other languages are left as they are', () => {
  expect(softened('Vastuut ja resurssit', 'fi')).toBe('Vastuut ja resurssit')
  expect(softened('kommunikasjonsavdelingen', 'nb')).toBe('kommunikasjonsavdelingen')
})
