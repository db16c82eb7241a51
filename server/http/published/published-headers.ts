/** Headers of everything under `/published/`: nothing runs, nothing is fetched from elsewhere. */
import type { Publication } from '../../publishing/publications.ts'

export type Headers = Readonly<Record<string, string>>

/** Whose pages may show it in a frame; without any nobody's. */
const framesOf = (embedding: readonly string[]) =>
  embedding.length === 0 ? "'none'" : ["'self'", ...embedding].join(' ')

/** `style` names what a page may be styled by, `form` where its forms may lead. */
function policyOf({ embedding, form = "'self'", style = "'self'" }: Policy): string {
  return [
    "default-src 'none'",
    `style-src ${style}`,
    "img-src 'self'",
    `form-action ${form}`,
    "base-uri 'none'",
    `frame-ancestors ${framesOf(embedding)}`,
  ].join('; ')
}

interface Policy {
  readonly embedding: readonly string[]
  readonly form?: string
  readonly style?: string
}

/**
 * `frame-ancestors` alone says who may frame: `X-Frame-Options` could not name the ones on the
 * list, and would forbid them.
 */
export function createPublishedHeaders(publicUrl: URL | null) {
  const transport: Headers =
    publicUrl?.protocol === 'https:' ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}
  const always = {
    ...transport,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
  return {
    /** Of the pages and files of an edition. */
    edition: ({ embedding }: Pick<Publication, 'embedding'>): Headers => ({
      ...always,
      'Content-Security-Policy': policyOf({ embedding }),
    }),
    /** Of our own small pages, whose style stands in them. */
    smallPage: (embedding: readonly string[], style: string): Headers => ({
      ...always,
      'Content-Security-Policy': policyOf({ embedding, style }),
      'X-Robots-Tag': 'noindex',
      'Cache-Control': 'no-store',
    }),
  }
}
export type PublishedHeaders = ReturnType<typeof createPublishedHeaders>

/** Of a page of an edition that is shown by the API: a draft, or what is to be copied. */
export const shownPolicy = policyOf({ embedding: [], form: "'none'" })
