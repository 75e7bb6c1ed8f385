// Findings: a damaged frame explained, in both languages, with its repaired copy; from cause to frame, to the list, to a filter,
// to a reply and a file. The damage is made here: four zero bytes slipped into a transaction record of the field log.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousProblems } from '../axe.ts'
import { catchCopies } from '../catch-copies.ts'
import { expect, test } from '../fixture.ts'
import { decodedByCommand, inProject } from '../samples.ts'

const spaced = (hex: string) => hex.replace(/..(?!$)/g, '$& ')

/** The field log's transaction record, which is right, and the same with four zero bytes more in a run of zeros. */
function recordWithZeros(): { right: string; damaged: string } {
  const frames = decodedByCommand(inProject('samples/ykc/ykc-field-test-log.txt'))
  const right = frames.find(({ hex }) => hex.startsWith('689800660037') && hex.length === 312)!.hex
  const at = right.indexOf('0000000000', 120) & ~1
  return { right, damaged: `${right.slice(0, at)}00000000${right.slice(at)}` }
}

const group = (page: Page, code: string) => page.getByTestId('finding-groups').locator(`[data-code="${code}"]`)
const { right, damaged } = recordWithZeros()

test.describe('a frame with four zero bytes too many', () => {
  test.use({
    files: async ({ folder }, use) => {
      const path = join(folder, 'g1.hex')
      writeFileSync(path, `680d14000003103190428000030100a38d\n${damaged}\n`)
      await use([path])
    },
  })

  test('is explained in Chinese: cause, both numbers, certainty, evidence, repaired copy', async ({
    app,
    list,
    picture,
  }) => {
    const { page } = app
    const copied = await catchCopies(page)
    await list.expectTotal(2)
    await expect(page.getByTestId('findings-badge')).toContainText('1')
    await page.getByTestId('view-findings').click()
    await expect(group(page, 'bytes_extra')).toContainText('多出字节')
    await group(page, 'bytes_extra').click()
    const cause = page.getByTestId('cause')
    await expect(cause).toContainText('多出 4 个零字节：长度字节 0x98 (152)，即整帧 156 字节，实收 160')
    await expect(cause).toContainText('可信度：高')
    await expect(cause).toContainText('常见来由：日志拼接')
    await expect(page.getByTestId('evidence').getByRole('listitem').first()).toContainText('只有这样才使校验相符')
    await picture('explained')
    await expect(page.getByTestId('remedy')).toContainText('平台应拒收并要求重传')
    const repaired = page.getByTestId('repaired-copy')
    await expect(repaired).toContainText('原帧不动')
    await expect(repaired.locator('del')).toHaveText(['00', '00', '00', '00'])
    await expect(repaired.locator('ins')).toHaveCount(0)
    await expect(repaired).toContainText('长度 152 (0x98)')
    await expect(repaired).toContainText('校验 af da')
    await page.getByRole('button', { name: '复制修复后的帧' }).click()
    await expect.poll(copied).toBe(spaced(right))
    await page.getByRole('button', { name: '并排解析' }).click()
    const table = page.getByTestId('side-by-side')
    await expect(table).toContainText('个字段不同')
    await table.getByRole('checkbox').check()
    await expect(table.locator('tbody tr')).toHaveCount(7)
    const energy = table.locator('tr.differs[data-name="ykc.total_energy"]').getByRole('cell')
    await expect(energy.first()).toContainText('0.00 kWh')
    await expect(energy.last()).toContainText('0.05 kWh')
    await page.getByRole('button', { name: '复制为回复' }).click()
    await expect.poll(copied).toContain('第 2 帧')
    const reply = await copied()
    for (const words of [
      '第 2 帧',
      '多出 4 个零字节',
      '依据：',
      '处理：',
      `原帧：${spaced(damaged)}`,
      `修复副本：${spaced(right)}`,
    ])
      expect(reply).toContain(words)
    expect(reply).not.toContain('extra zero bytes')
  })

  test.describe('in English', () => {
    test.use({ kept: { language: 'en' } })

    test('is explained alike', async ({ app, list }) => {
      const { page } = app
      await list.expectTotal(2)
      await page.getByTestId('view-findings').click()
      await group(page, 'bytes_extra').click()
      const cause = page.getByTestId('cause')
      await expect(cause).toContainText('4 extra zero bytes: the length 0x98 (152) means 156 bytes, 160 are here')
      await expect(cause).toContainText('High confidence')
      await expect(page.getByTestId('repaired-copy')).toContainText('length 152 (0x98)')
    })
  })

  test('leads to the frame in the list and back, from the details too', async ({ app, list, tree }) => {
    const { page } = app
    await list.expectTotal(2)
    await page.getByTestId('view-findings').click()
    await group(page, 'bytes_extra').click()
    await page.getByRole('button', { name: '在报文中查看' }).click()
    await list.expectSelected(2)
    await expect(tree.findings.getByRole('listitem').first()).toContainText('多出 4 个零字节')
    await tree.findings.getByRole('button', { name: '修复副本' }).click()
    await expect(page.getByTestId('repaired-copy').locator('del')).toHaveCount(4)
  })

  for (const theme of ['light', 'dark'] as const) {
    test.describe(theme, () => {
      test.use({ kept: { theme, language: 'both' } })

      test('can be read by everybody', async ({ app, list }) => {
        const { page } = app
        await list.expectTotal(2)
        await page.getByTestId('view-findings').click()
        await group(page, 'bytes_extra').click()
        await page.getByRole('button', { name: '并排解析' }).click()
        await expect(page.getByTestId('side-by-side')).toBeVisible()
        expect(await seriousProblems(page)).toEqual([])
      })
    })
  }
})

test.describe('the simulated log', () => {
  test.use({ files: ['samples/ykc/ykc-1.5-simulated.md'] })

  test('groups its frames by cause; F4 goes through them, a click filters them', async ({ app, list, folder }) => {
    const { page } = app
    const frames = decodedByCommand(inProject('samples/ykc/ykc-1.5-simulated.md'))
    const withCode = (code: string) => frames.filter(({ expert }) => expert.some((one) => one.code === code))
    await list.expectTotal(frames.length)
    await page.getByTestId('view-findings').click()
    const wrong = withCode('length_counts_body')
    expect(wrong.length).toBeGreaterThan(1)
    await expect(group(page, 'length_counts_body').locator('.finding-count')).toHaveText(String(wrong.length))
    await group(page, 'length_counts_body').click()
    await expect(page.getByTestId('explanation')).toHaveAttribute('data-frame', String(wrong[0]!.number))
    await expect(page.getByTestId('cause')).toContainText(wrong[0]!.expert[0]!.message.zh)
    await expect(page.getByTestId('repaired-copy').locator('ins')).toHaveText(['0d'])
    await page.keyboard.press('F4')
    await expect(page.getByTestId('explanation')).toHaveAttribute('data-frame', String(wrong[1]!.number))
    await expect(page.getByTestId('group-place')).toHaveText(`2 / ${wrong.length}`)
    await page.keyboard.press('Shift+F4')
    await expect(page.getByTestId('group-place')).toHaveText(`1 / ${wrong.length}`)
    const swapped = withCode('crc_swapped')
    await group(page, 'crc_swapped').click()
    await expect(page.getByTestId('group-frames').getByRole('option')).toHaveText(
      swapped.map(({ number }) => `#${number}`),
    )
    const file = join(folder, 'findings.csv')
    await app.save(file, async () => {
      await page.getByRole('button', { name: '导出' }).click()
      await page.getByRole('menuitem', { name: '导出 CSV' }).click()
    })
    const table = readFileSync(file, 'utf8')
    expect(table).toContain(`crc_swapped,note,checksum,校验字节反序`)
    expect(table).toContain(swapped.map(({ number }) => number).join(' '))
    await page.getByTestId('group-filter').click()
    await expect(page.getByTestId('filter')).toHaveValue('expert.code == "crc_swapped"')
    await list.expectTotal(swapped.length)
    await expect.poll(() => list.numbers()).toEqual(swapped.map(({ number }) => number))
  })
})

test.describe('a capture without faults', () => {
  test.use({
    files: async ({ folder }, use) => {
      const path = join(folder, 'good.hex')
      writeFileSync(path, '680d14000003103190428000030100a38d\n')
      await use([path])
    },
  })

  test('says so', async ({ app, list }) => {
    await list.expectTotal(1)
    await expect(app.page.getByTestId('findings-badge')).toHaveCount(0)
    await app.page.getByTestId('view-findings').click()
    await expect(app.page.getByTestId('findings-empty')).toContainText('没有发现问题')
  })
})
