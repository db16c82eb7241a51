import type { Language } from '#contract/records.ts'
import type { Catalogue } from './catalogue.ts'

/** Loads a language's catalogue. Each is a file of its own; only one is fetched. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  switch (language) {
    case 'en':
      return (await import('./en.ts')).en
    case 'fi':
      return (await import('./fi.ts')).fi
    case 'nb':
      return (await import('./nb.ts')).nb
    case 'sv':
      return (await import('./sv.ts')).sv
  }
}
