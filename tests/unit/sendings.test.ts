// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { fileId, newId, pageId, talkootAuthor } from '#contract/ids.ts'
import type { PageFile } from '#contract/records.ts'
import { Sendings } from '../../client/editor/files/sendings.ts'
import { Failure } from '../../client/net/failure.ts'

interface Leaving {
  readonly name: string
  readonly signal: AbortSignal
  progress(share: number): void
  arrive(): void
  fail(code: Failure['code']): void
}

const made = (name: string): PageFile => ({
  id: newId(fileId),
  page: newId(pageId),
  kind: 'attachment',
  name,
  size: 1,
  width: null,
  height: null,
  createdAt: '2027-01-01T00:00:00.000Z',
  createdBy: talkootAuthor,
})

/** What leaves, and what is put into the text. */
function begin() {
  const leaving: Leaving[] = []
  const put: string[] = []
  const dropped: number[] = []
  const sendings = new Sendings(
    (file, { onProgress, signal }) =>
      new Promise((resolve, reject) => {
        leaving.push({
          name: file.name,
          signal,
          progress: onProgress,
          arrive: () => resolve(made(file.name)),
          fail: (code) => reject(new Failure(code, 'made to fail')),
        })
      }),
  )
  const disconnect = sendings.connect({
    put: (_batch, { name }) => put.push(name),
    drop: ({ id }) => dropped.push(id),
  })
  const add = (...names: string[]) =>
    sendings.add(
      names.map((name) => new File(['x'], name)),
      document.createElement('div'),
    )
  const states = () =>
    sendings
      .get()
      .batches.flatMap((batch) =>
        batch.sendings.map(({ file, state }) => `${file.name} ${state.at}`),
      )
  return { leaving, put, dropped, sendings, disconnect, add, states }
}

test('[W101] two leave at a time, and arrive in the order in which they were given', async () => {
  const { add, dropped, leaving, put, states } = begin()
  const batch = add('a', 'b', 'c')
  await expect.poll(() => leaving.map(({ name }) => name)).toEqual(['a', 'b'])
  leaving[1]?.arrive()
  await expect.poll(() => leaving.length).toBe(3)
  expect(put).toEqual([])
  expect(states()).toEqual(['a sending', 'b arrived', 'c sending'])
  leaving[0]?.arrive()
  await expect.poll(() => put).toEqual(['a', 'b'])
  expect(dropped).toEqual([])
  leaving[2]?.arrive()
  await expect.poll(() => put).toEqual(['a', 'b', 'c'])
  expect(dropped).toEqual([batch.id])
})

test('[W101] what failed holds up none of the others, and comes when it is tried again', async () => {
  const { add, leaving, put, sendings, states } = begin()
  add('a', 'b')
  await expect.poll(() => leaving.length).toBe(2)
  leaving[0]?.fail('invalid-input')
  leaving[1]?.arrive()
  await expect.poll(() => put).toEqual(['b'])
  expect(states()).toEqual(['a failed'])
  expect(sendings.underway).toBe(false)
  sendings.reconnected()
  expect(leaving).toHaveLength(2)
  const [failed] = sendings.get().batches[0]?.sendings ?? []
  sendings.retry(failed?.id ?? 0)
  await expect.poll(() => leaving.length).toBe(3)
  leaving[2]?.arrive()
  await expect.poll(() => put).toEqual(['b', 'a'])
})

test('[W101] what found no connection goes when there is one', async () => {
  const { add, leaving, put, sendings, states } = begin()
  add('a')
  await expect.poll(() => leaving.length).toBe(1)
  leaving[0]?.fail('unreachable')
  await expect.poll(states).toEqual(['a failed'])
  sendings.reconnected()
  await expect.poll(() => leaving.length).toBe(2)
  leaving[1]?.arrive()
  await expect.poll(() => put).toEqual(['a'])
})

test('[W101] what is stopped is gone, also when it arrives all the same', async () => {
  const { add, dropped, leaving, put, sendings, states } = begin()
  const batch = add('a')
  await expect.poll(() => leaving.length).toBe(1)
  sendings.remove(batch.sendings[0]?.id ?? 0)
  expect(leaving[0]?.signal.aborted).toBe(true)
  leaving[0]?.arrive()
  leaving[0]?.progress(0.5)
  expect(dropped).toEqual([batch.id])
  await Promise.resolve()
  expect(put).toEqual([])
  expect(states()).toEqual([])
})

test('[W101] with the editor all that is on its way goes', async () => {
  const { add, disconnect, leaving, put, states } = begin()
  add('a', 'b', 'c')
  await expect.poll(() => leaving.length).toBe(2)
  disconnect()
  expect(leaving.map(({ signal }) => signal.aborted)).toEqual([true, true])
  leaving[0]?.arrive()
  await Promise.resolve()
  expect([put, states()]).toEqual([[], []])
  expect(leaving).toHaveLength(2)
})

test('[W101] what is too large does not leave', async () => {
  const { sendings, states } = begin()
  const large = new File([new Uint8Array(25_000_001)], 'large')
  sendings.add([large], document.createElement('div'))
  expect(states()).toEqual(['large failed'])
})
