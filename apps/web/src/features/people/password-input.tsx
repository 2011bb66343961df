import { IconButton } from '@patchbay/ui/icon-button'
import { TextInput, type TextInputProps } from '@patchbay/ui/text-input'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'

/** A password, which can be looked at while one types it. */
export function PasswordInput({ className, ...rest }: Omit<TextInputProps, 'type'>) {
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <TextInput
        {...rest}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        spellCheck={false}
        className={`pr-10 ${className ?? ''}`}
      />
      <IconButton
        label={shown ? 'Hide the password' : 'Show the password'}
        icon={shown ? EyeOff : Eye}
        onClick={() => setShown(!shown)}
        className="absolute top-0 right-0"
      />
    </div>
  )
}
