/**
 * Lead time of a purchase = approval (our working days) + vendor (the vendor's working days) + transit (elapsed)
 * + dock to stock (our working days), one after the other, and the safety time of a vendor whose lateness was measured.
 */
import { WorkingDays } from '../calendar/working-days.ts';
import type { LeadTime, Problem } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';

export class Lead {
  private readonly lead: LeadTime;
  private readonly plant: WorkingDays;
  private readonly vendor: WorkingDays;
  /** All of it is elapsed time: no day counting is needed. */
  private readonly plain: boolean;
  private readonly safety: number;

  constructor(lead: LeadTime, problem: Problem, epochUnix: number, safety: number) {
    this.lead = lead;
    this.safety = safety;
    const days = [lead.approvalWorkingDays ?? 0, lead.vendorWorkingDays ?? 0, lead.dockWorkingDays ?? 0];
    this.plain = days.every((count) => count === 0);
    const calendar = (id: string | undefined) => {
      if (id === undefined) return undefined;
      const found = problem.calendars.find((each) => each.id === id);
      if (!found) throw new ProblemError('sources', id, `calendar ${id} of a lead time is not known`);
      return found;
    };
    this.plant = new WorkingDays(this.plain ? undefined : calendar(lead.plantCalendar), problem.zone, epochUnix);
    this.vendor = new WorkingDays(this.plain ? undefined : calendar(lead.vendorCalendar), problem.zone, epochUnix);
  }

  /** When goods ordered at `orderAt` may be used. */
  arrival(orderAt: number): number {
    if (this.plain) return orderAt + this.lead.elapsed + this.safety;
    const approved = this.plant.add(orderAt, this.lead.approvalWorkingDays ?? 0);
    const sent = this.vendor.add(approved, this.lead.vendorWorkingDays ?? 0);
    return this.plant.add(sent + this.lead.elapsed, this.lead.dockWorkingDays ?? 0) + this.safety;
  }

  /** The latest order date within [first, last] whose goods are there by `need`; `first` where none is. */
  orderBy(need: number, first: number, last = Infinity): number {
    let low = first;
    let high = Math.min(last, Math.max(first, need - this.lead.elapsed - this.safety));
    if (this.plain) return high;
    while (low < high) {
      const mid = Math.ceil((low + high) / 2);
      if (this.arrival(mid) <= need) low = mid;
      else high = mid - 1;
    }
    return low;
  }
}
