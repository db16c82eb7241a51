import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Icon } from '../../ui/Icon.tsx'

interface PermissionTableProps<Role extends string, Deed extends string> {
  readonly label: string
  readonly roles: readonly { readonly key: Role; readonly name: string }[]
  readonly deeds: readonly { readonly key: Deed; readonly words: string }[]
  readonly may: (role: Role, deed: Deed) => boolean
}

/** Who may do what, as a table: made from the very table that the server decides by. */
export function PermissionTable<Role extends string, Deed extends string>(
  props: PermissionTableProps<Role, Deed>,
) {
  const { t } = useAdminSpeech()
  return (
    <table className="permissions" aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{t('whatOneMay')}</span>
          </th>
          {props.roles.map(({ key, name }) => (
            <th key={key} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.deeds.map(({ key: deed, words }) => (
          <tr key={deed}>
            <th scope="row">{words}</th>
            {props.roles.map(({ key: role }) => (
              <td key={role}>
                {props.may(role, deed) ? (
                  <>
                    <Icon name="check" />
                    <span className="unseen">{t('may')}</span>
                  </>
                ) : (
                  <>
                    <span aria-hidden="true">–</span>
                    <span className="unseen">{t('mayNot')}</span>
                  </>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
