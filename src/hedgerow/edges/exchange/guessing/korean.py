"""Korean words of headings and cells, as class lists and club lists of Korean schools have them."""

from typing import Final

from .tongue import Tongue, by, said, spelt

STARTS = "시작일, 시작일자, 시작 날짜, 입학일, 입학일자, 입학 날짜, 전입일, 전입일자, 등록일, 등록일자, 가입일, 임용일, 임용일자, 입사일, 부임일, 신청일, 배정일"  # fmt: skip
ENDS = "종료일, 종료일자, 종료 날짜, 마감일, 졸업일, 졸업일자, 전출일, 전출일자, 자퇴일, 퇴직일, 퇴사일, 탈퇴일"
GRADE = "학년"
SCHOOL = "학교, 학교명, 학교 이름, 학교이름, 소속학교, 소속 학교, 소속, 재학 학교, 기관, 기관명"
SCHOOL_CODE = "학교코드, 학교 코드, 학교번호, 표준학교코드, 표준 학교 코드, 기관코드, 기관 코드, 정보공시 학교코드"
CLASS = "반, 학급, 반명, 반 이름, 반이름, 학급명, 학급 이름, 학반, 그룹, 모둠, 그룹명"
PERSON = "학번, 학생번호, 학생 번호, 학생코드"
ACTIVITY = "동아리코드, 프로그램코드, 강좌코드, 강좌번호"
COURSE = "동아리, 동아리명, 동아리 이름, 프로그램, 프로그램명, 프로그램 이름, 강좌, 강좌명, 활동, 활동명, 부서명, 수업명, 방과후 프로그램, 방과후 강좌, 방과후학교 강좌"  # fmt: skip

KOREAN: Final = Tongue(
    fields={
        "people": by(
            code="학번, 학생번호, 학생 번호, 학생코드, 학생 코드, 교직원번호, 교직원 번호, 사번, 직원번호, 직원 번호, 개인번호, 고유번호, 회원번호, 아이디",
            name="이름, 성명, 성함, 학생명, 학생이름, 학생 이름, 학생성명, 학생 성명, 학생, 교사명, 교사 이름, 교사이름, 교사성명, 선생님 이름, "
                 "직원명, 교직원명, 성명 한글, 이름 한글, 참가자명, 참가자, 신청자, 신청자명, 회원명, 아동명, 자녀이름, 자녀 이름",
            called="별명, 애칭, 호칭, 닉네임",
            role="역할, 직위, 직책, 구분, 직급, 신분, 직종, 사용자 유형",
            organisation_code=SCHOOL_CODE, organisation_name=SCHOOL, grade=GRADE, starts=STARTS, ends=ENDS,
            email="이메일, 메일, 전자우편, 이메일주소, 이메일 주소, 메일주소, 전자우편주소, 학생이메일",
            phone="전화번호, 전화, 연락처, 휴대폰, 휴대전화, 휴대폰번호, 휴대폰 번호, 휴대전화번호, 핸드폰, 핸드폰번호, 핸드폰 번호, 학생연락처, "
                  "학생전화번호, 학생휴대폰",
            language="언어, 모국어, 사용언어, 사용 언어, 가정언어, 가정 내 언어, 제1언어",
            born="생년월일, 생일, 출생일, 출생일자, 출생 날짜, 태어난 날",
        ),
        "organisations": by(
            code=f"{SCHOOL_CODE}, 코드, 번호", name=f"{SCHOOL}, 명칭, 이름, 단체명, 협력기관, 협력 기관",
            kind="유형, 종류, 학교급, 구분", address="주소, 소재지, 학교 주소, 도로명주소, 도로명 주소", website="홈페이지, 누리집, 웹사이트, 홈페이지 주소",
            parent_code="교육지원청코드, 교육지원청 코드",
        ),
        "groups": by(
            code="반코드, 반 코드, 학급코드, 학급 코드, 그룹코드", name=CLASS, grade=GRADE, organisation_code=SCHOOL_CODE,
            school_year="학년도, 연도", starts=STARTS, ends=ENDS,
        ),
        "group-members": by(leads="담당 여부, 담임 여부, 대표", starts=STARTS, ends=ENDS),
        "activities": by(
            code="동아리코드, 프로그램코드, 강좌코드, 강좌번호, 프로그램 번호", title=COURSE, summary="설명, 내용, 활동내용, 활동 내용, 소개",
            kind="유형, 종류, 분야, 영역", site_code=SCHOOL_CODE, starts=STARTS, ends=ENDS,
        ),
        "enrolments": by(activity_code=ACTIVITY, starts=STARTS, ends=ENDS),
        "attendance": by(person_code=PERSON, activity_code=ACTIVITY, group_code="반코드, 학급코드", day="날짜, 일자, 수업일, 출석일", status="출결, 출석, 출결상태, 출결 상태, 출석여부, 출석 여부", time="시간, 시각, 시작시간"),
        "guardians": by(learner_code=PERSON, guardian_code="보호자번호, 보호자코드, 학부모번호", starts=STARTS, ends=ENDS, relation="관계, 가족관계"),
    },
    # the family name is the first of a Korean name, and may stand in a column of its own
    names=by(first="성", last="성", bare="이름", titles="이름, 명칭, 제목"),
    plain=by(
        counts="수, 학생수, 인원, 인원수, 정원, 총원, 합계, 총계, 교원수, 교사수, 직원수, 학급수, 참가자수, 신청자수, 결석일수, 출석률, 비율, 결석",
        in_order="번호, 순번, 연번, 일련번호, 출석번호, 출석 번호, 순서, 줄번호", bare="",
        schools="학교, 학교명, 학교이름, 기관, 기관명",
        nothing="국적, 출생지, 출생지역, 비고, 메모, 특이사항, 특기사항, 참고, 참고사항, 담임, 담임교사, 담임 교사, 담임선생님, 담임명, 담임 성명, 담임성명, "
                "과목, 담당과목, 담당 과목, 교과, 우편번호, 교장, 교장명, 교감, 팩스, 형제자매, 종교, 동의여부, 동의 여부, 담당학년, 담당 학년, "
                "설립구분, 지역, 관할교육청, 교육지원청, 알레르기",
        totals="합계, 총계, 계, 총",
    ),
    kin=by(
        mother="어머니, 모, 엄마, 모친", father="아버지, 부, 아빠, 부친",
        guardian="보호자, 학부모, 부모, 부모님, 후견인, 조부모, 조부, 조모, 할머니, 할아버지, 양육자, 법정대리인",
        household="가정, 가족, 집, 자택", child="학생, 자녀, 아동, 아이, 원아, 아들, 딸, 학습자, 신청자, 참가자",
        others="교사, 선생님, 담임, 담임교사, 강사, 의사, 응급, 비상, 긴급, 지도교사, 상담사, 담당자",
        home="주소, 거주지, 집주소, 자택주소, 동네, 도로명주소, 상세주소, 거주지주소",
        email="이메일, 메일, 전자우편, 이메일주소, 메일주소", phone="전화, 전화번호, 연락처, 휴대폰, 휴대전화, 핸드폰, 휴대폰번호, 휴대전화번호, 핸드폰번호",
        relation="관계, 가족관계", language="언어, 모국어, 사용언어", name="이름, 성명, 성함, 명", code="번호, 코드, 아이디",
        qualifiers="주, 주소, 비상", fillers="의, 과의, 와의, 및, 또는, 님",
    ),
    ordinals={"보호자1": "1", "보호자2": "2"},
    roles=spelt(
        learner="학생, 학습자, 원아, 아동", educator="교사, 선생님, 강사, 담임, 담임교사, 교직원, 교원, 기간제교사",
        tutor="멘토, 튜터, 코치, 보조교사", guardian="보호자, 학부모, 어머니, 아버지, 부모", leader="교장, 교감, 원장, 부장, 교장선생님",
    ),
    marks=spelt(present="출석, 출, o, ○", absent="결석, 결", late="지각, 지", excused="인정결석, 출석인정, 공결, 병결, 질병결석"),
    clubs=by(
        when_and_where="요일, 시간, 시각, 장소, 교실, 운영시간, 운영 시간, 활동시간, 활동 시간, 활동장소, 활동 장소, 일시, 운영요일, 운영 요일, 수업시간, 강의실",
        who_leads="강사, 강사명, 지도교사, 지도 교사, 담당교사, 담당 교사, 담당자, 지도강사, 지도 강사, 담당, 담당강사, 교사, 선생님",
    ),
    refused=said("성별, 인종, 민족, 주민등록번호, 주민번호, 외국인등록번호, 주민등록번호 뒷자리, 비밀번호, 암호, 패스워드, 초기비밀번호"),
    heads=("보호자", "학부모", "부모님", "부모", "어머니", "아버지", "엄마", "아빠", "할머니", "할아버지", "조모", "조부", "학생", "자녀", "아동", "원아",
           "신청자", "참가자", "담임교사", "담임", "교사", "강사", "비상", "긴급", "자택", "가정", "집", "모", "부"),
    tails=("이름", "성명", "성함", "명", "연락처", "전화", "전화번호", "휴대폰", "휴대전화", "핸드폰", "휴대폰번호", "휴대전화번호", "핸드폰번호", "이메일",
           "메일", "이메일주소", "관계", "번호", "코드", "의", "과의", "와의", "언어", "모국어", "주소", "생년월일", "1", "2"),
)  # fmt: skip
