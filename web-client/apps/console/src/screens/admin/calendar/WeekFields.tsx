import { useSpeech } from '../../../words/WordsContext.tsx';
import styles from './Calendar.module.css';
import { weekdayName } from './calendarText.ts';
import { HoursInput } from './HoursInput.tsx';
import { readDay, readHours, type WrittenWeek, weekdays } from './hours.ts';

/** The hours of the seven days, as text; `visits` asks for the times by appointment too. */
export function WeekFields(props: {
  readonly week: WrittenWeek;
  readonly visits: boolean;
  readonly onChange: (week: WrittenWeek) => void;
}) {
  const { words, locale } = useSpeech();
  const { week, visits, onChange } = props;
  return (
    <div className={styles.week}>
      {weekdays.map((day) => {
        const name = weekdayName(day, locale);
        const own = readHours(week[day].live);
        return (
          <fieldset key={day} className={styles.day}>
            <legend>{name}</legend>
            <HoursInput
              label={words.calendar_live()}
              value={week[day].live}
              read={own.ok ? readDay(week[day]) : own}
              onChange={(live) => onChange({ ...week, [day]: { ...week[day], live } })}
            />
            {visits && (
              <HoursInput
                label={words.calendar_by_appointment()}
                value={week[day].byAppointment}
                read={readHours(week[day].byAppointment, true)}
                onChange={(byAppointment) => onChange({ ...week, [day]: { ...week[day], byAppointment } })}
              />
            )}
          </fieldset>
        );
      })}
    </div>
  );
}
