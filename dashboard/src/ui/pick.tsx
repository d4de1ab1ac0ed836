import { Combobox, UnstyledButton, useCombobox } from "@mantine/core"
import { Icon } from "./icon.tsx"
import css from "./pick.module.css"

export interface Choice {
  readonly value: string
  readonly label: string
}

interface PickProps {
  readonly label: string
  readonly choices: ReadonlyArray<Choice>
  readonly value: string | undefined
  readonly onPick: (value: string | undefined) => void
  /** the words of the choice that means no choice; without them one is always chosen */
  readonly none?: string
}

const Option = ({ choice, chosen }: { readonly choice: Choice; readonly chosen: boolean }) => (
  <Combobox.Option value={choice.value} active={chosen} className={css.option}>
    <span className={css.tick}>{chosen && <Icon name="check" size={14} />}</span>
    {choice.label}
  </Combobox.Option>
)

/** A one-of-many filter as a button that shows its choice and opens a list; arrows, Enter and Escape work. */
export const Pick = ({ label, choices, value, onPick, none }: PickProps) => {
  const box = useCombobox({
    onDropdownClose: () => box.resetSelectedOption(),
    onDropdownOpen: () => box.selectActiveOption()
  })
  const chosen = choices.find((choice) => choice.value === value)
  const all = none === undefined ? choices : [{ value: "", label: none }, ...choices]
  return (
    <Combobox
      store={box}
      width="max-content"
      position="bottom-start"
      onOptionSubmit={(picked) => {
        onPick(picked || undefined)
        box.closeDropdown()
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes>
        <UnstyledButton
          className={css.pick}
          data-set={(none !== undefined && chosen !== undefined) || undefined}
          onClick={() => box.toggleDropdown()}
        >
          <span className={css.label}>{label}</span>
          {chosen && <span className={css.chosen}>{chosen.label}</span>}
          <Icon name="down" size={12} />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown className={css.dropdown}>
        <Combobox.Options tabIndex={0} aria-label={label} mah={360} className={css.options}>
          {all.map((choice) => (
            <Option key={choice.value} choice={choice} chosen={choice.value === (value ?? "")} />
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
