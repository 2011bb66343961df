import { fileURLToPath } from 'node:url'
import { API, type Checker, type Symbol as Named, type Program, SymbolFlags, type Type } from 'typescript/unstable/sync'
import type { Answers } from './answers'
import { createDescriber, docOf } from './schema-of-type'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const api = fileURLToPath(new URL('../../', import.meta.url))
const ourCode = /\/(packages|prisma)\/(?!.*node_modules)/

/**
 * Reads from the source what each procedure answers, and what is written above it: nobody has to say it twice. Takes some
 * seconds, and TypeScript itself; so it is done once, and kept in a file.
 */
export function describeAnswers(): Answers {
  const typescript = new API({ cwd: root })
  try {
    const config = `${api}tsconfig.json`
    const project = typescript.updateSnapshot({ openProject: config }).getProject(config)
    if (!project) throw new Error(`${config} can’t be read.`)
    const { checker, program } = project
    const { schemaOf, described } = createDescriber(checker, ourNames(checker, program))
    const procedures = Object.fromEntries(
      proceduresIn(checker, exported(checker, program, 'router.ts', 'AppRouter')).map(({ path, symbol, output }) => [
        path,
        { summary: docOf(checker, symbol), answer: isNothing(output) ? null : schemaOf(output) },
      ]),
    )
    const files = Object.fromEntries(
      checker
        .getPropertiesOfType(exported(checker, program, 'http-api/file-operations.ts', 'FileAnswers'))
        .map((symbol) => [symbol.name, schemaOf(typeOf(checker, symbol))]),
    )
    return { procedures, files, schemas: described }
  } finally {
    typescript.close()
  }
}

type Found = { path: string; symbol: Named; output: Type }

/** The router's procedures that answer once; what streams is no part of the HTTP API. */
function proceduresIn(checker: Checker, router: Type): Found[] {
  const inside = (type: Type, ...names: string[]) =>
    names.reduce((of, name) => {
      const property = checker.getPropertyOfType(of, name)
      if (!property) throw new Error(`${checker.typeToString(of)} has no ${name}.`)
      return typeOf(checker, property)
    }, type)
  const found: Found[] = []
  const walk = (type: Type, path: string) => {
    for (const symbol of checker.getPropertiesOfType(type)) {
      const of = typeOf(checker, symbol)
      const here = path === '' ? symbol.name : `${path}.${symbol.name}`
      if (!checker.getPropertyOfType(of, '_def')) walk(of, here)
      else if (checker.typeToString(inside(of, '_def', 'type')) !== '"subscription"')
        found.push({ path: here, symbol, output: inside(of, '_def', '$types', 'output') })
    }
  }
  walk(inside(router, '_def', 'record'), '')
  return found
}

/** The types that our own files export by a name, by their ids; of one that has several, the first. */
function ourNames(checker: Checker, program: Program): Map<number, Named> {
  const names = new Map<number, Named>()
  const ours = program.getSourceFileNames().filter((name) => ourCode.test(name))
  for (const name of ours.toSorted()) {
    const file = program.getSourceFile(name)
    const module = file && checker.getSymbolAtLocation(file)
    if (!module) continue
    for (const symbol of checker.getExportsOfModule(module)) {
      if (!(symbol.flags & (SymbolFlags.TypeAlias | SymbolFlags.Interface))) continue
      const type = checker.getDeclaredTypeOfSymbol(symbol)
      if (!names.has(type.id)) names.set(type.id, symbol)
    }
  }
  return names
}

function exported(checker: Checker, program: Program, path: string, name: string): Type {
  const file = program.getSourceFile(`${api}src/${path}`)
  const module = file && checker.getSymbolAtLocation(file)
  const symbol = module && checker.getExportsOfModule(module).find((each) => each.name === name)
  if (!symbol) throw new Error(`${path} exports no ${name}.`)
  return checker.getDeclaredTypeOfSymbol(symbol)
}

function typeOf(checker: Checker, symbol: Named): Type {
  const type = checker.getTypeOfSymbol(symbol)
  if (!type) throw new Error(`${symbol.name} has no type.`)
  return type
}

function isNothing(type: Type): boolean {
  return type.isIntrinsicType() && ['void', 'undefined'].includes(type.intrinsicName)
}
