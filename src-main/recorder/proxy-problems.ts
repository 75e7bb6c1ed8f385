// Why a proxy could not start, in words that say what to do. Part of the recorder; shown by the proxy page and the CLI.
import type { ProxyProblem, ProxyRoute } from '../../src-shared/bridge/proxy.ts'
import { portOwner } from './port-owner.ts'

/** The problem as an error, for what a call of the recorder rejects with. */
export class ProxyFailure extends Error {
  readonly problem: ProxyProblem

  constructor(problem: ProxyProblem) {
    super(`${problem.message.zh} / ${problem.message.en}`)
    this.problem = problem
  }
}

/** What is wrong with routes, all of it in one: the code of the first. null: nothing is. */
export function problemOfRoutes(routes: readonly { problem: ProxyProblem | null }[]): ProxyProblem | null {
  const problems = routes.flatMap(({ problem }) => problem ?? [])
  if (problems.length === 0) return null
  const joined = (of: (problem: ProxyProblem) => string, by: string) => [...new Set(problems.map(of))].join(by)
  return {
    code: problems[0]!.code,
    message: { zh: joined(({ message }) => message.zh, '；'), en: joined(({ message }) => message.en, '; ') },
    remedy: { zh: joined(({ remedy }) => remedy.zh, ''), en: joined(({ remedy }) => remedy.en, ' ') },
  }
}

/** What the system says when it cannot listen. */
export function listenProblem(route: ProxyRoute, code: string): ProxyProblem {
  const { port, address } = route
  if (code === 'EADDRINUSE') {
    const owner = portOwner(port)
    return {
      code: 'port-in-use',
      message: {
        zh: `端口 ${port} 已被${owner === null ? '别的程序' : ` ${owner} `}占用`,
        en: `port ${port} is in use${owner === null ? ' by another program' : ` by ${owner}`}`,
      },
      remedy: { zh: '关掉那个程序，或换一个端口。', en: 'End that program, or choose another port.' },
    }
  }
  if (code === 'EACCES' || code === 'EPERM')
    return {
      code: 'port-not-permitted',
      message: { zh: `没有权限使用端口 ${port}`, en: `no permission for port ${port}` },
      remedy: {
        zh: '1024 以下的端口需要特权；换一个 1024 以上的端口。',
        en: 'Ports below 1024 need privileges; choose one above.',
      },
    }
  return {
    code: 'address-not-local',
    message: {
      zh: `本机没有地址 ${address ?? ''}（${code}）`,
      en: `this machine has no address ${address ?? ''} (${code})`,
    },
    remedy: {
      zh: '选本机的一个地址，或留空监听全部地址。',
      en: 'Choose an address of this machine, or none for all of them.',
    },
  }
}

export function nameProblem(host: string, code: string): ProxyProblem {
  return {
    code: 'name-not-found',
    message: { zh: `找不到平台域名 ${host}（${code}）`, en: `the platform's name ${host} was not found (${code})` },
    remedy: { zh: '检查拼写和 DNS，或直接填 IP 地址。', en: 'Check the spelling and DNS, or give its IP address.' },
  }
}

export function selfProblem(target: string): ProxyProblem {
  return {
    code: 'target-is-self',
    message: { zh: `平台地址 ${target} 就是本代理自己`, en: `the platform's address ${target} is this proxy itself` },
    remedy: { zh: '填真正的平台地址和端口。', en: "Give the real platform's address and port." },
  }
}

export function fileProblem(path: string, code: string): ProxyProblem {
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  return {
    code: isFull ? 'disk-full' : 'file-not-writable',
    message: isFull
      ? { zh: `磁盘已满，录制文件 ${path} 建不了`, en: `the disk is full: ${path} cannot be made` }
      : { zh: `录制文件 ${path} 写不了（${code}）`, en: `${path} cannot be written (${code})` },
    remedy: isFull
      ? { zh: '腾出空间，或换一个磁盘。', en: 'Make room, or choose another disk.' }
      : { zh: '换一个有写权限的文件夹。', en: 'Choose a folder that may be written to.' },
  }
}
