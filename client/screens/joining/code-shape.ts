/** What a code looks like, so that a slip of the finger is found before the server is asked. */
const length = 12
const inNoCode = /[01oil]/

export type CodeFault = { readonly of: 'length'; readonly n: number } | { readonly of: 'letters' }

/** The code in what somebody typed or pasted: the whole link will do. */
export function codeIn(typed: string): string {
  return typed.slice(typed.lastIndexOf('#') + 1).trim()
}

/** Why this can be no invitation's code; null: it may be one. */
export function codeFault(code: string): CodeFault | null {
  const plain = code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, '')
  if (plain.length !== length) return { of: 'length', n: plain.length }
  return inNoCode.test(plain) || !/^[a-z0-9]*$/.test(plain) ? { of: 'letters' } : null
}
