use std::time::Instant;
use evidence::search::*;
use compare::*;
fn main(){
 let t=Instant::now();
 let e=evidence::load::embedded().unwrap();
 println!("load {:?} conditions {} inst {} vol {} res {} places {}", t.elapsed(), e.conditions.len(), e.institutions.len(), e.volumes.len(), e.results.len(), e.places.all.len());
 let t=Instant::now(); let _=find_condition(&e,"stomach cancer"); println!("cond idx {:?}", t.elapsed());
 let t=Instant::now(); let _=find_places(&e,"山形市"); println!("place idx {:?}", t.elapsed());
 let t=Instant::now(); let _=find_institution(&e,"山形大学"); println!("inst idx {:?}", t.elapsed());
 let t=Instant::now(); warm(&e); println!("nearby {:?}", t.elapsed());
 for q in ["いがん","胃がん","胃癌","stomach","gastric","C16","C16.9","stomch","stomch cancer","060020","06007x","bowel cancer","lung cancer","breast","pancreatic cancer","膵がん","すい臓がん","大腸がん","白血病","heart attack","ヘルニア","leukemia","xyzzy"] {
  let f=find_condition(&e,q).unwrap();
  let n=|v:&Vec<evidence::ConditionIndex>| v.iter().take(8).map(|i| e.condition(*i).unwrap().id.clone()).collect::<Vec<_>>().join(", ");
  match f { Found::One(i)=>println!("{q}: ONE {}", e.condition(i).unwrap().id), Found::Several(v)=>println!("{q}: SEVERAL {} {}", v.len(), n(&v)), Found::Unknown(v)=>println!("{q}: UNKNOWN {}", n(&v)) }
 }
 for q in ["Yamagata","やまがた","山形","山形市","Sendai","仙台市","990-8501","95814","府中市","Springfield","Springfield, IL","Sacramento","New York","Los Angeles","横浜","大阪","Tokyo","東京","Osaka","札幌","Fukuoka","Kyoto","Chiba","Portland","San Francisco","Okinawa","沖縄","Hiroshima","広島県府中市","府中市（広島県）","Yamagta","Kobe","Nagoya","Washington","新宿区","Shinjuku","東京都千代田区一ツ橋2-1","St. Louis","Naha","San Diego","Niigata","Mito"] {
  let t=Instant::now();
  let f=find_places(&e,q).unwrap(); let el=t.elapsed();
  let n=|v:&Vec<Spot>| v.iter().take(8).map(|i| i.name.en.clone()).collect::<Vec<_>>().join(" / ");
  match f { Found::One(i)=>println!("{q}: ONE {} {} {el:?}", i.name.ja, i.id), Found::Several(v)=>println!("{q}: SEVERAL {} {} {el:?}", v.len(), n(&v)), Found::Unknown(v)=>println!("{q}: UNKNOWN {} {el:?}", n(&v)) }
 }
 for q in ["山形大学","山形大学医学部附属病院","UCSF","国立がん研究センター","Kaiser Sacramento","Mayo","山形大学病院"] {
  let t=Instant::now(); let v=find_institutions(&e,q,6).unwrap(); let el=t.elapsed();
  println!("{q}: {} {el:?}", v.iter().map(|(i,s)| format!("{} {s:.2}", e.institution(*i).unwrap().name)).collect::<Vec<_>>().join(" / "));
 }
 let mut worst=vec![];
 for near in ["山形市","東京都新宿区","95814","Los Angeles","New York, NY","那覇市"] {
  let Found::One(s)=find_places(&e,near).unwrap() else {println!("?? {near}");continue};
  for c in 0..e.conditions.len() {
   for (within,order) in [(None,Order::Distance),(None,Order::Experience),(Some(20000.0),Order::Distance)] {
   let q=Question{condition:evidence::ConditionIndex(c as u32),treatment:Treatment::Any,from:Origin{name:s.name.ja.clone(),country:s.country,point:s.point},within_km:within,current:None,age:None,order,limit:None,purpose:Purpose::AdviceOnly};
   let _=compare(&e,&q);
   let t=Instant::now(); let r=compare(&e,&q); worst.push((t.elapsed(),near,e.conditions[c].id.clone(),within.is_some(),r.rows.len(),r.rows.iter().map(|r|r.results.len()).sum::<usize>()));
   }
  }
 }
 for w in [false,true] {
 let mut x:Vec<_>=worst.iter().filter(|x|x.3==w).collect();
 x.sort_by(|a,b|b.0.cmp(&a.0)); for w in x.iter().take(8){println!("{w:?}")} println!("median {:?} of {}", x[x.len()/2], x.len());
 }
}
