### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

dates-day = { $day } { $month } { $year }
dates-day-month = { $day } { $month }
dates-weekday-day = { $weekday } { $day }
dates-moment = { $day }, { $time }
dates-am = { $clock }am
dates-pm = { $clock }pm
dates-midday = hanner dydd
dates-midnight = hanner nos

dates-today-at = heddiw am { $time }
dates-yesterday-at = ddoe am { $time }
dates-on = ar { $day }
dates-today = heddiw
dates-tomorrow = yfory
dates-in-days = { $days ->
    [zero] heddiw
    [one] ymhen { $days } diwrnod
    [two] ymhen { $days } ddiwrnod
    [few] ymhen { $days } diwrnod
    [many] ymhen { $days } diwrnod
   *[other] ymhen { $days } diwrnod
}
dates-in-weeks = { $weeks ->
    [zero] yr wythnos hon
    [one] ymhen { $weeks } wythnos
    [two] ymhen { $weeks } wythnos
    [few] ymhen { $weeks } wythnos
    [many] ymhen { $weeks } wythnos
   *[other] ymhen { $weeks } wythnos
}
dates-in-about-weeks = { $weeks ->
    [zero] yr wythnos hon
    [one] ymhen tua { $weeks } wythnos
    [two] ymhen tua { $weeks } wythnos
    [few] ymhen tua { $weeks } wythnos
    [many] ymhen tua { $weeks } wythnos
   *[other] ymhen tua { $weeks } wythnos
}
dates-in-about-months = { $months ->
    [zero] y mis hwn
    [one] ymhen tua { $months } mis
    [two] ymhen tua { $months } fis
    [few] ymhen tua { $months } mis
    [many] ymhen tua { $months } mis
   *[other] ymhen tua { $months } mis
}

dates-month-1 = Ionawr
dates-month-2 = Chwefror
dates-month-3 = Mawrth
dates-month-4 = Ebrill
dates-month-5 = Mai
dates-month-6 = Mehefin
dates-month-7 = Gorffennaf
dates-month-8 = Awst
dates-month-9 = Medi
dates-month-10 = Hydref
dates-month-11 = Tachwedd
dates-month-12 = Rhagfyr

dates-weekday-1 = Dydd Llun
dates-weekday-2 = Dydd Mawrth
dates-weekday-3 = Dydd Mercher
dates-weekday-4 = Dydd Iau
dates-weekday-5 = Dydd Gwener
dates-weekday-6 = Dydd Sadwrn
dates-weekday-7 = Dydd Sul

dates-in-month = ym mis { $month }
dates-in-month-year = ym mis { $month } { $year }
dates-since-month = Ers mis { $month }
dates-since-month-year = Ers mis { $month } { $year }
dates-since-day = Ers { $day }

dates-month-short-1 = Ion
dates-month-short-2 = Chwe
dates-month-short-3 = Maw
dates-month-short-4 = Ebr
dates-month-short-5 = Mai
dates-month-short-6 = Meh
dates-month-short-7 = Gor
dates-month-short-8 = Awst
dates-month-short-9 = Medi
dates-month-short-10 = Hyd
dates-month-short-11 = Tach
dates-month-short-12 = Rhag
