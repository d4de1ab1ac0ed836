import { Commands, Notice } from "../../ui/notice.tsx"

interface ToldOnceProps {
  readonly title: string
  readonly text: string
  readonly secret: string
}

/** What is shown once and cannot be shown again. */
export const ToldOnce = ({ title, text, secret }: ToldOnceProps) => (
  <div role="status">
    <Notice title={title}>
      <p>{text}</p>
      <Commands lines={[secret]} />
    </Notice>
  </div>
)
