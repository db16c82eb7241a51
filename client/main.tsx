import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import './screens/screens.css'
import './ui/combobox.css'
import './screens/roles/roles.css'
import './screens/pages/page-tree.css'
import './screens/pages/page-facts.css'
import './screens/home/home.css'
import './editor/editor.css'
import './editor/blocks/questions/questions.css'
import './editor/blocks/asides/asides.css'
import './editor/blocks/internal/internal.css'
import './editor/blocks/tasks/tasks.css'
import './editor/blocks/person-picker.css'
import './editor/blocks/rows.css'
import './editor/blocks/pictures.css'
import './editor/files/sendings.css'
import './editor/tables/tables.css'
import './editor/blocks/rules/rules.css'
import './editor/marks/marks.css'
import './editor/layer/layer.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Language } from '#contract/records.ts'
import { App } from './App.tsx'
import { isLanguage, LanguageProvider, preferredLanguage } from './i18n/Language.tsx'
import { loadCatalogue } from './i18n/load-catalogue.ts'
import { fetchAhead } from './net/fetch-ahead.ts'
import { pathPrefix } from './net/place.ts'
import { newQueryClient } from './net/queries.ts'
import { recall, remember } from './net/stored.ts'
import { chosenAppearance, show } from './screens/appearance.ts'
import { CrashBoundary } from './screens/CrashBoundary.tsx'
import { hearBackFirst } from './ui/leaving.ts'

const rememberLanguage = (language: Language) => remember('language', language)

/** Fonts are otherwise asked for when there is text, which is laid out once more when they come. */
function fetchFonts(): void {
  const opened = location.pathname.slice(pathPrefix.length)
  const families = ['Hanken Grotesk Variable']
  if (opened.startsWith('/pages/')) families.push('Literata Variable')
  for (const family of families) {
    // Where one does not come, the browser has another.
    document.fonts.load(`1em '${family}'`).catch(() => {})
  }
}

async function start(): Promise<void> {
  show(chosenAppearance())
  fetchFonts()
  hearBackFirst()
  const chosen = recall('language')
  const language = isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages)
  const queries = newQueryClient()
  const remembered = fetchAhead(queries, location.pathname.slice(pathPrefix.length))
  const catalogue = await loadCatalogue(language)
  await remembered
  const place = document.getElementById('talkoot')
  if (place === null) throw new Error('The page has no place for the app')
  createRoot(place).render(
    <StrictMode>
      <LanguageProvider first={{ language, catalogue }} onChoice={rememberLanguage}>
        <CrashBoundary>
          <QueryClientProvider client={queries}>
            <App />
          </QueryClientProvider>
        </CrashBoundary>
      </LanguageProvider>
    </StrictMode>,
  )
}

void start()
