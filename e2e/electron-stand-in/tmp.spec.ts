import { test, expect } from '@playwright/test'
import { StandIn } from './stand-in.ts'
test('opens', async ({ browser }) => {
  const s = await StandIn.launch(browser, { files: ['samples/ykc/first-steps.hex'] })
  const page = await s.page()
  console.log(await page.content(), page.url(), s.output())
  console.log(JSON.stringify(await s.recorded(), null, 1))
  const info = await page.evaluate(() => new Promise((resolve) => {
    const b = (window as any).bridge
    const got: any[] = []
    b.onMessage((m: any) => { got.push(m); if (got.length >= 2) resolve(got) })
    b.send({ id: 1, call: 'app.info', parameters: {} })
  }))
  console.log(JSON.stringify(info).slice(0, 500))
  console.log(JSON.stringify((await s.menu())[0]).slice(0, 300))
  await s.close()
})
