import type { ReactNode } from 'react'
import { Logo } from '../ui/Logo.tsx'
import { AppearanceChoice, LanguageChoice } from './Preferences.tsx'

/** The frame of the screens before one is signed in: the mark, the form, language and theme. */
export function OutsideFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="outside">
      <header className="brand">
        <Logo />
        Talkoot
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer>
        <LanguageChoice />
        <AppearanceChoice />
      </footer>
    </div>
  )
}
