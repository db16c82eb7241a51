import { lazy, Suspense } from 'react'

// Administrators alone add people: its words and code are fetched when one does.
const AddPerson = lazy(async () => ({
  default: (await import('./admin/AdminScreens.tsx')).AddPerson,
}))

interface AddPersonDialogProps {
  readonly onClose: () => void
  /** The person is there and their link has been seen. */
  readonly onAdded: (name: string) => void
}

/** Adds a person to the organisation and shows the one-time link by which they come in. */
export function AddPersonDialog(props: AddPersonDialogProps) {
  return (
    <Suspense fallback={null}>
      <AddPerson {...props} />
    </Suspense>
  )
}
