import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'

const form = z.object({ password: z.string().min(1, 'Type your password.') })

/** A form that asks for one's password alone. */
export function useOwnPassword() {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { password: '' },
  })
  return {
    field: register('password'),
    error: formState.errors.password?.message,
    onSubmit: (then: (password: string) => void) => handleSubmit(({ password }) => then(password)),
  }
}
