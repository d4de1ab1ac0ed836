/** The shape of a theme's near copies. */
export interface Copies {
  /** messages of the theme */
  readonly messages: number
  /** those of them that repeat each other nearly word for word */
  readonly copies: number
  /** schools that the copies come from */
  readonly schools: number
  /** days from the first of the copies to the last */
  readonly days: number
}

/** Whether a theme is a mass mailing: mostly near copies, many a school, within a fortnight. */
export const isCampaign = ({ messages, copies, schools, days }: Copies): boolean =>
  copies >= 10 && copies * 2 >= messages && schools * 3 <= copies && days <= 14
