// The desktop app as built, against Electron's security checklist. Run by the stand-in, not by Electron.
import { test } from '@playwright/test'
import { securityChecks, type SecurityCheck } from './security-checks.ts'
import { StandIn } from './stand-in.ts'

for (const check of Object.values<SecurityCheck>(securityChecks)) {
  test(`stand-in: ${check.name}`, async ({ browser }) => {
    const app = await StandIn.launch(browser)
    try {
      await check.run(app)
    } finally {
      await app.close()
    }
  })
}
