import { z } from 'zod'
import { compileText } from './template'

/**
 * One setting of a block. `loose` accepts whatever has the right type, so that a draft keeps half-typed values;
 * `strict` is what publishing asks for, with a sentence for people in every rule. `initial` is the value of a new block.
 */
export type Field<T> = {
  label: string
  initial: T
  loose: z.ZodType<T>
  strict: z.ZodType<T>
  /** Shown beside the value, such as `seconds`. */
  unit?: string
  /** What the carrier does when the value is left empty. */
  placeholder?: string
  /** The texts in the value that may name variables, so that names can be checked against the flow. */
  texts?: (value: T) => readonly string[]
  /** Whether those may name secrets, and digits that nobody may see. */
  secrets?: true
  /** Whether those may name digits that nobody may see, though no secrets. */
  sealed?: true
  /** What the block does with the value, such as `waits`: “now waits 10 s instead of 5 s”. */
  verb?: string
}

// biome-ignore lint/suspicious/noExplicitAny: a record of fields of any value types; each value is typed again by ConfigOf
export type Fields = Record<string, Field<any>>
export type ConfigOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never }

/** What Hoiio takes as `msg` and `tag`, in characters. */
export const carrierLimits = { msg: 1000, tag: 256, sms: 1000 } as const

/** Whether a text can be read at all; whether what it names is there, only the whole flow can tell. */
export function checkTemplate(text: string, ctx: z.RefinementCtx<string>): void {
  const compiled = compileText(text)
  if (!compiled.ok) ctx.addIssue({ code: 'custom', message: compiled.message })
}

const itself = (value: string) => [value]

/** A text that may hold variables, at most `max` characters before they are filled in. */
export function text(options: {
  label: string
  max: number
  required?: string
  placeholder?: string
  verb?: string
}): Field<string> {
  const length = z.string().max(options.max, `At most ${options.max.toLocaleString('en')} characters.`)
  const present = options.required ? length.refine((value) => value.trim() !== '', options.required) : length
  return {
    label: options.label,
    initial: '',
    loose: z.string(),
    strict: present.superRefine(checkTemplate),
    texts: itself,
    ...(options.placeholder === undefined ? {} : { placeholder: options.placeholder }),
    ...(options.verb === undefined ? {} : { verb: options.verb }),
  }
}

/** What the caller hears: text, `<speech>` and `<url>` parts, at most 1,000 characters. */
export function message(options: { required?: string } = {}): Field<string> {
  const silence = options.required === undefined ? { placeholder: 'Left empty, nothing is said.' } : {}
  return text({ label: 'Message', max: carrierLimits.msg, verb: 'says', ...silence, ...options })
}

/** A label that the carrier echoes. */
export function tag(): Field<string> {
  return text({ label: 'Tag', max: carrierLimits.tag, placeholder: 'none' })
}

/** A whole number, or null for the carrier's default. */
export function wholeNumber(options: {
  label: string
  min: number
  max: number
  unit?: string
  placeholder: string
  initial?: number | null
  verb?: string
}): Field<number | null> {
  const range = `A whole number from ${options.min} to ${options.max.toLocaleString('en')}.`
  return {
    label: options.label,
    initial: options.initial ?? null,
    loose: z.number().nullable(),
    strict: z.number(range).int(range).min(options.min, range).max(options.max, range).nullable(),
    placeholder: options.placeholder,
    ...(options.unit === undefined ? {} : { unit: options.unit }),
    ...(options.verb === undefined ? {} : { verb: options.verb }),
  }
}

const e164 = /^\+[1-9]\d{6,14}$/

/** Whether a number is E.164: a plus, then 7 to 15 digits. */
export function isE164(number: string): boolean {
  return e164.test(number)
}

/** A phone number in E.164, or a text that becomes one when the call runs; `also` lists further words, such as `private`. */
export function phoneNumber(options: {
  label: string
  required?: string
  also?: string[]
  placeholder?: string
}): Field<string> {
  const also = options.also ?? []
  const strict = z.string().superRefine((value, ctx) => {
    if (value === '') {
      if (options.required) ctx.addIssue({ code: 'custom', message: options.required })
    } else if (value.includes('{{')) checkTemplate(value, ctx)
    else if (!isE164(value) && !also.includes(value))
      ctx.addIssue({
        code: 'custom',
        message: `“${value.slice(0, 40)}” is no phone number. Write it with + and the country code, such as +6561234567.`,
      })
  })
  return {
    label: options.label,
    initial: '',
    loose: z.string(),
    strict,
    texts: itself,
    ...(options.placeholder === undefined ? {} : { placeholder: options.placeholder }),
  }
}

/** One of a few words. */
export function choice<const T extends string>(options: { label: string; of: readonly [T, ...T[]] }): Field<T> {
  const schema: z.ZodType<T> = z.enum(options.of)
  return { label: options.label, initial: options.of[0], loose: schema, strict: schema }
}

/** Yes or no; no at first. */
export function yesNo(label: string): Field<boolean> {
  return { label, initial: false, loose: z.boolean(), strict: z.boolean() }
}

/** Reads a configuration as a draft: what is missing or of another type becomes its initial value. Never throws. */
export function readConfig<F extends Fields>(fields: F, raw: Record<string, unknown>): ConfigOf<F> {
  const entries = Object.entries(fields).map(([name, field]) => {
    const parsed = field.loose.safeParse(Object.hasOwn(raw, name) ? raw[name] : field.initial)
    return [name, parsed.success ? parsed.data : field.initial]
  })
  // Each value was parsed by the very field that names its type.
  return Object.fromEntries(entries) as ConfigOf<F>
}
