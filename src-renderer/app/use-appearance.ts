// Theme, density and language of the document, from the preferences and the system.
import { useLayoutEffect } from 'react'
import { inLanguage } from '../i18n/language.ts'
import { appWords } from '../i18n/words-app.ts'
import { activeCapture, useCaptures } from '../store/capture-store.ts'
import { usePreferences } from '../store/preferences-store.ts'

/** Puts the preferences on the root element, where the styles look for them. */
export function useAppearance(): void {
  const { theme, density, language } = usePreferences()
  const name = useCaptures((store) => activeCapture(store)?.name ?? null)
  useLayoutEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      const isDark = theme === 'dark' || (theme === 'system' && system.matches)
      document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
    }
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [theme])
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = density
  }, [density])
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
  }, [language])
  useLayoutEffect(() => {
    const product = inLanguage(appWords.product, language)
    document.title = name === null ? product : `${name} – ${product}`
  }, [name, language])
}
