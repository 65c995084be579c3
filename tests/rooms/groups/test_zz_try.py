import cProfile, pstats, io, time
from datetime import date
from duizend.doors.practice.actions import make_practice_region
from duizend.doors.practice.beside import groups
from duizend.doors.practice.beside.setting import Setting
from duizend.ground.region.queries import read_places

def test_it():
    on=date(2026,11,17)
    company = make_practice_region(on=on, seed=7, families=2, progress=lambda l: None)
    p=cProfile.Profile(time.process_time); p.enable()
    groups.make(Setting(company, read_places(), on))
    p.disable()
    st=pstats.Stats(p).sort_stats("cumulative"); st.print_stats(r"duizend|execute", 60)
