// The app in a browser: `pilescope serve`, and a page that follows its link.
import { serveApp } from '../../scripts/serve-app.mjs'
import { complaintsOf, type RunningApp, type StartOptions } from './running-app.ts'

export async function startWeb(options: StartOptions): Promise<RunningApp> {
  const server = await serveApp(options)
  const context = await options.browser.newContext(options.contextOptions)
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.goto(server.link)
  return {
    page,
    open: async (...paths) => {
      const chooser = page.waitForEvent('filechooser')
      await page.getByTestId('file.open').click()
      await (await chooser).setFiles(paths)
    },
    save: async (path, begin) => {
      const download = page.waitForEvent('download')
      await begin()
      await (await download).saveAs(path)
    },
    complaints: () => complaints,
    close: async () => {
      await context.close()
      await server.stop()
    },
  }
}
