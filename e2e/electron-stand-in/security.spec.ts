// The desktop app as built, against Electron's security checklist. Run by the stand-in, not by Electron.
import { test } from '@playwright/test'
import { securityChecks, type SecurityCheck } from './security-checks.ts'
import { StandIn } from './stand-in.ts'

test.describe('stand-in', () => {
  // One app for all of them.
  test.describe.configure({ mode: 'default' })
  let app: StandIn
  test.beforeAll(async ({ browser }) => {
    app = await StandIn.launch(browser)
  })
  test.afterAll(() => app.close())

  for (const check of Object.values<SecurityCheck>(securityChecks)) {
    test(check.name, () => check.run(app))
  }
})
