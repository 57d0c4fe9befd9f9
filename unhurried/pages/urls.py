"""The one table of addresses. Two letters each, an id at the most: nothing here says what a page is about."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from unhurried.pages.components import show_components
from unhurried.pages.parcels import hand_over
from unhurried.pages.views import readiness, today
from unhurried.pages.views.door import entrance, keeping, leaving, papers
from unhurried.pages.views.learning import cards, searching, sheets
from unhurried.pages.views.limits import choosing as limiting
from unhurried.pages.views.limits import receiving, saying
from unhurried.pages.views.lookback import along, back, bringing_in, harm, moving, past, reads, restoring
from unhurried.pages.views.lookback import erasing as erasing_days
from unhurried.pages.views.needs import meeting, naming
from unhurried.pages.views.people import easier, erasing, hurts, someone, ties
from unhurried.pages.views.safety import asking, helping, planning
from unhurried.pages.views.selftrust import being, noticing, promising
from unhurried.pages.views.signals import looking, sorting
from unhurried.pages.views.steadying import checking_in, choosing, findings, practising
from unhurried.pages.views.steps import after, ideas, seeing
from unhurried.pages.views.steps import planning as stepping
from unhurried.pages.views.support import finding, helpers, measuring, sessions

View = Callable[..., HttpResponse]

PLAIN: dict[str, tuple[str, View]] = {
    # before there is a notebook, and while it is locked
    "go_on": ("go", entrance.go_on),
    "look_around": ("lo", entrance.look_around),
    "calm_minute": ("cm", entrance.calm_minute),
    "calm_after": ("ca", entrance.calm_after),
    "calm_eased": ("ce", entrance.calm_eased),
    "calm_same": ("cs", entrance.calm_same),
    "calm_worse": ("cw", entrance.calm_worse),
    "before_notes": ("bn", entrance.before_notes),
    "new_passphrase": ("np", entrance.new_passphrase),
    "recovery_code": ("rc", entrance.show_recovery_code),
    "unlock": ("ul", entrance.unlock),
    "unlock_with_code": ("uc", entrance.unlock_with_code),
    "write_unopened": ("wu", entrance.write_unopened),
    "left_it": ("li", entrance.left_it),
    "inbox_full": ("if", entrance.inbox_full),
    # help and danger: with a key or without one
    "help": ("he", helping.show_help),
    "choose_country": ("fc", helping.choose_country),
    "very_bad": ("vb", helping.very_bad),
    "very_bad_people": ("vh", helping.very_bad_people),
    "very_bad_other": ("vn", helping.very_bad_other),
    "danger_now": ("dq", asking.danger_now),
    "danger_yes": ("dj", asking.danger_yes),
    "danger_all_no": ("dk", asking.danger_all_no),
    "danger_open": ("dl", asking.danger_open),
    "warning_signs": ("sw", helping.warning_signs),
    "scared_i_harm": ("sm", helping.scared_i_harm),
    "device_safety": ("ds", helping.device_safety),
    # safety, with the notebook open
    "safety": ("sy", helping.show_safety),
    "stop_signs": ("sg", asking.stop_signs),
    "flags": ("fl", asking.show_flags),
    "crisis_plan": ("fp", planning.show_plan),
    "write_plan": ("fw", planning.write_plan),
    "own_lines": ("uo", planning.own_lines),
    "contacts": ("ud", planning.contacts),
    "new_contact": ("uw", planning.new_contact),
    # leaving
    "leave": ("lv", leaving.leave),
    "lock": ("lk", leaving.lock),
    "close": ("cl", leaving.close),
    "closed": ("cd", leaving.closed),
    "keep_words": ("kp", leaving.keep_words),
    # the notebook
    "today": ("td", today.show_today),
    "decline": ("de", today.decline),
    "pause": ("pa", today.pause),
    "checkin": ("ck", checking_in.check_in),
    "rhythm": ("rh", checking_in.answer_rhythm),
    "practices": ("pr", choosing.show_practices),
    "own_practice": ("op", practising.add_own_practice),
    "range": ("rg", findings.show_range),
    "helps": ("wh", findings.show_what_helps),
    "readiness": ("ra", readiness.look),
    "readiness_outcome": ("rb", readiness.show_outcome),
    "alarm": ("jx", sorting.sort),
    "alarms": ("jv", sorting.show_alarms),
    "gut_note": ("kj", sorting.note_gut_feeling),
    "pairs": ("kq", looking.show_pairs),
    "bring_in": ("bi", bringing_in.bring_in),
    "bring_in_preview": ("bp", bringing_in.preview),
    "moving": ("ta", moving.show_moving),
    "save_sealed": ("tb", moving.save_sealed),
    "save_plain": ("tc", moving.save_plain),
    "saved_file": ("te", moving.saved_file),
    "restore": ("tf", restoring.restore),
    "restore_open": ("tg", restoring.restore_open),
    "restore_preview": ("th", restoring.restore_preview),
    "erase_days": ("ti", erasing_days.erase_days),
    "erase_days_preview": ("tk", erasing_days.erase_days_preview),
    "past": ("hs", past.show_past),
    "reads": ("yq", reads.show_reads),
    "harm_check": ("oh", harm.check_harm),
    "look_back": ("oc", back.look_back),
    "take_along": ("va", along.choose),
    "along_preview": ("vc", along.preview),
    "save_along": ("vd", along.save_pdf),
    "save_records": ("ve", along.save_records),
    "left_notes": ("ln", keeping.show_left_notes),
    "settings": ("st", keeping.settings),
    "end_other_visits": ("eo", keeping.end_other_visits),
    "change_passphrase": ("cp", keeping.change_passphrase),
    "changed_passphrase": ("cc", keeping.changed_passphrase),
    "erase": ("er", keeping.erase),
    "documents": ("do", papers.show_documents),
    "components": ("co", show_components),
    # people and needs
    "people": ("pq", someone.show_people),
    "add_someone": ("pn", someone.add_someone),
    "easier": ("mz", easier.show_easier),
    "note_hurt": ("bx", hurts.note_hurt),
    "needs": ("nd", naming.show_needs),
    "own_need": ("nw", naming.add_own_need),
    # steps
    "steps": ("xs", ideas.show_steps),
    "browse_steps": ("xb", ideas.browse),
    "write_step": ("xw", ideas.write_step),
    "step_templates": ("xt", ideas.show_templates),
    "plan_step": ("xp", stepping.pick),
    "step_held": ("xv", stepping.show_held),
    "what_next": ("xn", seeing.show_next),
    "expectations": ("xd", seeing.show_expectations),
    # finding help
    "support": ("qa", finding.show_support),
    "therapies": ("qb", finding.show_therapies),
    "ways_in": ("qc", finding.show_ways_in),
    "helper_questions": ("qd", finding.questions),
    "helper_signs": ("qe", finding.show_helper_signs),
    "telling": ("qf", finding.show_telling),
    "helpers": ("qg", helpers.show_helpers),
    "add_helper": ("qh", helpers.add_helper),
    "compare_helpers": ("qi", helpers.compare_helpers),
    "measures": ("qj", measuring.show_measures),
    "add_measure": ("qk", measuring.add_measure),
    # things to know
    "learning": ("ga", cards.show_topics),
    "evidence": ("ge", cards.show_evidence),
    "listed": ("gh", cards.show_listed),
    # search and sheets
    "find": ("ia", searching.look_for),
    "found": ("ib", searching.show_found),
    "sheets": ("ic", sheets.show_sheets),
    "saw_told": ("id", sheets.saw_told),
    "know_feel": ("ie", sheets.know_feel),
    "review": ("ig", sheets.review),
    "park": ("ih", sheets.park),
    # limits
    "limits": ("za", limiting.show_limits),
    "say_limit": ("zb", limiting.say_limit),
    "limit_risk": ("zc", limiting.ask_risk),
    "phrases": ("zd", limiting.browse),
    "limit_held": ("ze", limiting.show_held),
    "write_limit": ("zf", saying.write_limit),
    # faith with oneself
    "promises": ("yt", promising.show_promises),
    "new_promise": ("yu", promising.pick),
    "nothing_today": ("yv", promising.say_nothing_today),
    "write_promise": ("yw", promising.write_promise),
    "promise_sizes": ("yx", promising.show_sizes),
    "signals_heard": ("yy", noticing.show_signals),
    "who_i_am": ("yz", being.show_who_i_am),
    "my_values": ("ay", being.choose_values),
    "new_return": ("ax", being.begin_return),
    "believed": ("az", being.believe_myself),
}

WITH_ID: dict[str, tuple[str, View]] = {
    "help_country": ("he", helping.show_country),
    "danger_questions": ("dq", asking.danger_questions),
    "danger_answered": ("dw", asking.danger_answered),
    "look_again": ("fl", asking.look_again),
    "own_line": ("uo", planning.own_line),
    "contact": ("ud", planning.contact),
    "checkin_more": ("ck", checking_in.check_in_more),
    "checkin_kept": ("ci", checking_in.check_in_kept),
    "practice": ("pr", practising.practise),
    "practice_time": ("pt", practising.practise_on),
    "practice_after": ("po", practising.after_practice),
    "worse": ("wo", practising.made_it_worse),
    "hide_practice": ("hp", practising.hide_practice),
    "helps_each": ("wh", findings.show_each),
    "alarm_about": ("jd", sorting.sort_about),
    "alarm_change": ("jx", sorting.sort_again),
    "alarm_answer": ("jq", sorting.show_answer),
    "alarm_closer": ("kx", looking.look_closer),
    "alarm_past": ("kz", looking.speak_of_past),
    "alarm_later": ("oj", looking.decide_later),
    "second_look": ("tj", looking.look_again),
    "looked_again": ("tq", looking.show_looked_again),
    "erase_entry": ("ee", past.erase_entry),
    "harm_checked": ("oh", harm.show_harm_checked),
    "look_closer": ("oc", back.look_closer),
    "left_note": ("ln", keeping.sort_left_note),
    "document": ("do", papers.show_document),
    "parcel": ("vx", hand_over),
    # people and needs
    "someone": ("pk", someone.show_someone),
    "change_someone": ("pz", someone.change_someone),
    "trust": ("bt", someone.trust_by_area),
    "harmed_me": ("mq", someone.harmed_me),
    "ties": ("nk", ties.show_ties),
    "untie": ("nt", ties.untie),
    "easier_with": ("mz", easier.show_easier),
    "change_easier": ("mx", easier.change_easier),
    "hurts": ("bx", hurts.show_hurts),
    "note_hurt_with": ("bw", hurts.note_hurt),
    "hurt": ("bk", hurts.show_hurt),
    "change_hurt": ("bq", hurts.change_hurt),
    "put_away": ("pv", erasing.put_away),
    "erase_someone": ("mv", erasing.erase_someone),
    "need": ("nd", naming.show_need),
    "change_own_need": ("nw", naming.change_own_need),
    "who_meets": ("nq", meeting.who_meets),
    "needs_met": ("nv", meeting.needs_met),
    # steps
    "step": ("xs", ideas.show_idea),
    "shelve_step": ("xh", ideas.shelve_idea),
    "adapt_step": ("xw", ideas.adapt_step),
    "fill_template": ("xt", ideas.fill_template),
    "plan": ("xp", stepping.show_plan),
    "plan_fear": ("xf", stepping.plan_fear),
    "plan_leave": ("xl", stepping.plan_leave),
    "step_back": ("xz", stepping.step_back),
    "erase_plan": ("xg", stepping.erase_plan),
    "step_outcome": ("xr", after.tell_outcome),
    "step_after": ("xk", after.after_step),
    "answer_asked": ("xq", after.answer_asked),
    "step_worse": ("xj", after.got_worse),
    "expectation": ("xd", seeing.show_expectation),
    # finding help
    "therapy": ("qb", finding.show_therapy),
    "way_in": ("qc", finding.show_way_in),
    "helper_asked": ("qd", helpers.what_i_asked),
    "helper_noticed": ("qe", helpers.what_i_noticed),
    "helper_danger": ("qf", helpers.helper_danger),
    "helper": ("qg", helpers.show_helper),
    "change_helper": ("qh", helpers.change_helper),
    "set_beside": ("qi", helpers.set_beside),
    "change_measure": ("qk", measuring.change_measure),
    "note_session": ("ql", sessions.note_session),
    "session": ("qm", sessions.show_session),
    "change_session": ("qn", sessions.change_session),
    # things to know
    "topic": ("gb", cards.show_topic),
    "card": ("gc", cards.show_card),
    "hide_topic": ("gd", cards.hide_topic),
    "claim": ("gf", cards.show_claim),
    # sheets
    "sheet": ("ic", sheets.show_sheet),
    "change_sheet": ("ik", sheets.change_sheet),
    # limits
    "limits_with": ("za", receiving.limits_with),
    "say_limit_for": ("zb", limiting.say_limit_for),
    "phrase": ("zd", saying.show_phrase),
    "limit": ("zg", saying.show_limit),
    "change_limit": ("zh", saying.change_limit),
    "rehearse_limit": ("zi", saying.rehearse),
    "limit_on_paper": ("zj", saying.show_on_paper),
    "limit_received": ("zk", receiving.tell_received),
    "change_received": ("zl", receiving.change_received),
    "limit_punished": ("zm", receiving.show_punished),
    # faith with oneself
    "promise": ("yt", promising.show_promise),
    "change_promise": ("yu", promising.change_promise),
    "take_idea": ("yw", promising.take_idea),
    "signal_heard": ("yy", noticing.change_signal),
    "tell_return": ("ax", being.tell_return),
}

NAMES = frozenset({"home", *PLAIN, *WITH_ID})

urlpatterns: list[URLPattern] = [
    path("", entrance.home, name="home"),
    *(path(f"{code}/", view, name=name) for name, (code, view) in PLAIN.items()),
    *(path(f"{code}/<uuid:entry_id>/", view, name=name) for name, (code, view) in WITH_ID.items()),
]

handler400 = "unhurried.pages.views.door.entrance.not_understood"
handler403 = handler404 = "unhurried.pages.views.door.entrance.not_here"
handler500 = "unhurried.pages.views.door.entrance.went_wrong"
