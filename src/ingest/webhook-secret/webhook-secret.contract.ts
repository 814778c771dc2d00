import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';

export class WebhookSecretBody {
  /** What GitHub signs its webhooks with. It is kept encrypted and never shown again. */
  @ApiProperty({ example: 'a-long-random-secret', writeOnly: true, minLength: 8, maxLength: 500 })
  @IsString()
  @Length(8, 500)
  @Matches(/^\S(.*\S)?$/s, { message: 'must not begin or end with white space' })
  secret: string;
}
