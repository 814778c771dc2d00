import classes from './debt.module.css';
import { scoreText } from './words';

interface Row {
  name: string;
  score: number | null;
  flags: number | null;
  withDebt: number | null;
}

/** The health of flags by whatever `head` says. */
export function HealthTable({ head, rows }: { head: string; rows: Row[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">Score</th>
          <th scope="col">Flags</th>
          <th scope="col">In debt</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, score, flags, withDebt }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{scoreText(score)}</td>
            <td>{flags}</td>
            <td>{withDebt}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
